import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cSource } from '../../../host/aot/targets/c/index.ts';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import { importModel } from '../../../host/model/import-model.ts';
import { needsCompiler, runC } from '../../support/c-compiler.ts';

describe('a network in C', () => {
  it('gives what it gives in Node', async function () {
    needsCompiler(this);
    const model = await compileGraph(await importModel('models/demo/fashion.tflite'));
    const [input, output] = [model.inputs[0], model.outputs[0]];
    assert.ok(input && output);
    const main = `
#include <stdio.h>
_Alignas(16) uint8_t env_arena[${model.arenaBytes}];
_Alignas(16) uint8_t env_weights[] = { ${model.weights.join()} };
int main(void) {
  while (fread(env_arena + ${input.offset}, ${input.bytes}, 1, stdin) == 1) {
    ${model.layers.map(({ exportName }) => `model_${exportName}();`).join(' ')}
    fwrite(env_arena + ${output.offset}, ${output.bytes}, 1, stdout);
  }
  return 0;
}`;
    const images = readFileSync('models/demo/fashion-test.x.bin').subarray(0, 20 * input.bytes);
    // Addresses have 32 bits.
    const actual = runC(cSource(model.wasm, { name: 'model' }) + main, {
      flags: ['-std=c11', '-no-pie', '-O1'],
      input: images,
    });
    const { infer } = await instantiate(model);
    const expected = Array.from(
      { length: 20 },
      (_, at) => infer([images.subarray(at * input.bytes, (at + 1) * input.bytes)])[0] as Uint8Array,
    );
    assert.deepEqual(actual, Buffer.concat(expected));
  });
});
