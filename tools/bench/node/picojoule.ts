import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import { importModel } from '../../../host/model/import-model.ts';
import type { Runtime } from './runtime.ts';

export const picojoule: Runtime = {
  name: 'picojoule',
  load: async ({ tflite }) => {
    const session = await instantiate(await compileGraph(await importModel(tflite), { target: 'node' }));
    return {
      infer: async (input) => session.infer([input])[0] as Uint8Array,
      repeat: (input, times) => {
        for (let n = 0; n < times; n++) session.infer([input]);
      },
    };
  },
};
