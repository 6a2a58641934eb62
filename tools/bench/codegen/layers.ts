import { fileURLToPath } from 'node:url';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { importModel } from '../../../host/model/import-model.ts';
import { seededInput } from '../../../host/run/seeded-input.ts';
import { instantiate, ram } from './reference.ts';
import type { Subject } from './subject.ts';

const path = fileURLToPath(new URL('../../../models/demo/fashion.tflite', import.meta.url));

/** The layers of the demo model on one input: nearly all of each is the kernel's inner loop. */
export const layerSubjects = async (): Promise<Subject[]> => {
  const { wasm, weights, inputs, layers } = await compileGraph(await importModel(path));
  const exports = instantiate(wasm, weights);
  for (const { offset, bytes } of inputs) ram.set(seededInput(bytes), offset);
  return layers.map(({ exportName, kernel }, index) => {
    const before = ram.slice();
    exports[exportName]?.();
    const name = `${index} ${kernel}`;
    return {
      name,
      wasm: { thumbv6m: wasm, thumbv7em: wasm },
      exportName,
      args: [],
      before,
      after: ram.slice(),
      result: undefined,
      weights,
    };
  });
};
