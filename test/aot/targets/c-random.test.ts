import { needsCompiler } from '../../support/c-compiler.ts';
import { checkInCrossC } from '../../support/c-cross.ts';
import type { CCase } from '../../support/c-program.ts';
import { missingTools, skipUnless } from '../../support/system-tools.ts';
import { checkInC } from '../../support/wasm-c.ts';
import { randomCase } from '../../support/wasm-generate.ts';

const ARM_GCC = 'arm-none-eabi-gcc';
const FIRST = 20_261_125;
const casesFrom = (first: number, count: number): CCase[] =>
  Array.from({ length: count }, (_, at) => ({ name: `seed ${first + at}`, ...randomCase(first + at) }));

describe('random WebAssembly in C gives what it gives in Node', () => {
  it(`300 modules, compiled here (seeds from ${FIRST})`, function () {
    needsCompiler(this);
    checkInC(casesFrom(FIRST, 300));
  });

  it(`50 modules, without what only some compilers have (seeds from ${FIRST})`, function () {
    needsCompiler(this);
    checkInC(casesFrom(FIRST, 50), { isPortable: true });
  });

  for (const target of ['thumbv6m', 'thumbv7em'] as const)
    it(`50 modules, compiled for ${target} (seeds from ${FIRST})`, function () {
      skipUnless(missingTools(ARM_GCC).length === 0, this, ARM_GCC);
      checkInCrossC(casesFrom(FIRST, 50), target);
    });
});
