import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ExitCode, ToolError } from '../errors.ts';

const require = createRequire(import.meta.url);

/** Of the package's untyped WebAssembly layer, what is called here. `data` is a view of memory that may grow: ask afresh. */
interface Runner {
  GetInputs(): TensorList;
  GetOutputs(): TensorList;
  Infer(): boolean;
}
interface TensorList {
  size(): number;
  get(index: number): { data(): ArrayBufferView };
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

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Loads a model into TensorFlow Lite with XNNPACK, as the package @tensorflow/tfjs-tflite brings it. Its public interface
 * wants a browser; the module underneath does not.
 * @returns one inference: a buffer per input, one per output; what a network keeps between inferences is kept
 * @throws ToolError `REFERENCE_REFUSES` with its reason
 */
export const loadTflite = async (model: Uint8Array): Promise<(inputs: readonly Uint8Array[]) => Uint8Array[]> => {
  const glue = require.resolve('@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js');
  const factory = new Function(`${readFileSync(glue, 'utf8')};return tflite_web_api_ModuleFactory`)() as Factory;
  const messages: string[] = [];
  const tflite = await factory({
    wasmBinary: readFileSync(glue.replace(/js$/, 'wasm')),
    print: () => undefined,
    // The only place where the reason of a refusal is told.
    printErr: (line) => messages.push(line),
  });
  const refuses = (what: string): ToolError =>
    new ToolError(
      'REFERENCE_REFUSES',
      ExitCode.Refused,
      `TensorFlow Lite ${what}: ${messages.join('; ')}`,
      'Only models that TensorFlow Lite runs can be compared with it.',
    );
  const at = tflite._malloc(model.length);
  tflite.HEAPU8.set(model, at);
  const options = { numThreads: 1, enableProfiling: false, maxProfilingBufferEntries: 1024 };
  const made = tflite.TFLiteWebModelRunner.CreateFromBufferAndOptions(at, model.length, options);
  if (!made.ok()) throw refuses('refuses the model');
  const runner = made.value();
  return (inputs) => {
    inputs.forEach((input, index) => {
      bytesOf(runner.GetInputs().get(index).data()).set(input);
    });
    if (!runner.Infer()) throw refuses('fails');
    const outputs = runner.GetOutputs();
    return Array.from({ length: outputs.size() }, (_, index) => bytesOf(outputs.get(index).data()).slice());
  };
};
