import assert from 'node:assert/strict';
import { compileModule } from '../../host/aot/compile-module.ts';
import { ToolError } from '../../host/errors.ts';
import { loadSupport, WasmMachines } from '../support/wasm-compare.ts';
import { damage } from '../support/wasm-damage.ts';
import { encodeModule } from '../support/wasm-encoder.ts';
import { randomCase } from '../support/wasm-generate.ts';
import { WasmRandom } from '../support/wasm-random.ts';

describe('random WebAssembly', () => {
  before(loadSupport);
  const [FIRST, COUNT] = [20_261_124, 300];

  it(`${COUNT} modules give on every processor what they give in Node (seeds from ${FIRST}; more: npm run fuzz)`, () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const { spec, calls } = randomCase(seed);
      try {
        new WasmMachines(spec).check(...calls);
      } catch (error) {
        throw new Error(`seed ${seed}: npx tsx tools/fuzz/aot.ts 1 ${seed}`, { cause: error });
      }
    }
  });

  it(`${COUNT} damaged modules are compiled or refused by name (seeds from ${FIRST})`, () => {
    const met = new Set<string>();
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const bytes = damage(encodeModule(randomCase(seed).spec), new WasmRandom(seed));
      try {
        compileModule(bytes, { module: 'm', target: 'thumbv6m' });
        met.add('compiled');
      } catch (error) {
        if (!(error instanceof ToolError)) throw new Error(`seed ${seed}`, { cause: error });
        met.add(error.code);
      }
    }
    assert.ok(met.has('compiled') && met.has('WASM_DAMAGED'), [...met].join());
  });
});
