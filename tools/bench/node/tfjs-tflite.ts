import { readFileSync } from 'node:fs';
import { loadTflite } from '../../../test/support/tfjs-tflite.ts';
import type { Runtime } from './runtime.ts';

/** TensorFlow Lite with XNNPACK, in WebAssembly with 128-bit vectors, one thread. */
export const tfjsTflite: Runtime = {
  name: 'tfjs-tflite 0.0.1-alpha.10',
  load: async ({ tflite }) => {
    const infer = await loadTflite(readFileSync(tflite));
    return {
      infer: async (input) => {
        const output = infer([input]);
        return new Uint8Array(output.buffer, output.byteOffset, output.length);
      },
      repeat: (input, times) => {
        for (let n = 0; n < times; n++) infer([input]);
      },
    };
  },
};
