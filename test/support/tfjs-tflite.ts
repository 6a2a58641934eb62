import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Of the package's untyped WebAssembly layer, what is called here. `data` is a view of memory that may grow: ask afresh. */
interface Runner {
  GetInputs(): TensorList;
  GetOutputs(): TensorList;
  Infer(): boolean;
}
interface TensorList {
  get(index: number): { data(): Int8Array };
}
interface Tflite {
  _malloc(bytes: number): number;
  readonly HEAPU8: Uint8Array;
  readonly TFLiteWebModelRunner: {
    CreateFromBufferAndOptions(
      at: number,
      bytes: number,
      options: { numThreads: number; enableProfiling: boolean; maxProfilingBufferEntries: number },
    ): { ok(): boolean; value(): Runner };
  };
}
type Factory = (module: {
  wasmBinary: Uint8Array;
  print: (line: string) => void;
  printErr: (line: string) => void;
}) => Promise<Tflite>;

/**
 * Loads an int8 model of one output into TensorFlow Lite with XNNPACK, as the package @tensorflow/tfjs-tflite
 * brings it. Its public interface wants a browser; the module underneath does not.
 */
export const loadTflite = async (model: Uint8Array): Promise<(inputs: readonly Uint8Array[]) => Int8Array> => {
  const glue = require.resolve('@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js');
  const factory = new Function(`${readFileSync(glue, 'utf8')};return tflite_web_api_ModuleFactory`)() as Factory;
  const messages: string[] = [];
  const tflite = await factory({
    wasmBinary: readFileSync(glue.replace(/js$/, 'wasm')),
    print: () => undefined,
    // The only place where the reason of a refusal is told.
    printErr: (line) => messages.push(line),
  });
  const at = tflite._malloc(model.length);
  tflite.HEAPU8.set(model, at);
  const options = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 1024 };
  const made = tflite.TFLiteWebModelRunner.CreateFromBufferAndOptions(at, model.length, options);
  if (!made.ok()) throw new Error(`TensorFlow Lite refuses the model: ${messages.join('; ')}`);
  const runner = made.value();
  return (inputs) => {
    inputs.forEach((input, index) => {
      runner.GetInputs().get(index).data().set(input);
    });
    if (!runner.Infer()) throw new Error(`TensorFlow Lite fails: ${messages.join('; ')}`);
    return runner.GetOutputs().get(0).data().slice();
  };
};
