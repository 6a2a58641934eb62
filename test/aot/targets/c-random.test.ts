import { hostCompiler } from '../../support/c-compiler.ts';
import { checkInC } from '../../support/wasm-c.ts';
import { randomCase } from '../../support/wasm-generate.ts';

describe('random WebAssembly in C', () => {
  const [FIRST, COUNT] = [20_261_125, 300];

  it(`${COUNT} modules give in C what they give in Node (seeds from ${FIRST})`, function () {
    if (!hostCompiler()) this.skip(); // needs gcc or clang
    const seeds = Array.from({ length: COUNT }, (_, at) => FIRST + at);
    checkInC(seeds.map((seed) => ({ name: `seed ${seed}`, ...randomCase(seed) })));
  });
});
