import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { importModel } from '../../../host/model/import-model.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { requirePeer } from './peers.ts';
import type { Runtime } from './runtime.ts';

/** Of the package's native layer, what is called here: its public interface has no int8. */
interface Native {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  loadModel(environment: unknown, at: number, bytes: number): unknown;
  compileModel(environment: unknown, model: unknown, options: object): Promise<Compiled>;
  readonly LiteRtTensorBuffer: {
    createManaged(environment: unknown, kind: unknown, type: TensorType, bytes: number): TensorBuffer;
  };
  readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: unknown };
  readonly LiteRtTensorBufferLockMode: { readonly READ: unknown; readonly WRITE: unknown };
}
interface TensorType {
  bytes(): number;
}
interface TensorBuffer {
  lock(mode: unknown): number;
  unlock(): void;
  packedSize(): number;
  delete(): void;
}
interface Compiled {
  run(signature: number, inputs: readonly TensorBuffer[]): readonly TensorBuffer[];
}
interface Package {
  loadLiteRt(folder: string): Promise<LiteRt>;
}
interface LiteRt {
  readonly liteRtWasm: Native;
  getDefaultEnvironment(): Environment;
}
interface Environment {
  readonly liteRtEnvironment: unknown;
}

/** Loads the package as if this were a worker of a browser; its loader asks for nothing else. */
const loadPackage = async (): Promise<LiteRt> => {
  const entry = requirePeer.resolve('@litertjs/core/package.json');
  const folder = `${dirname(entry)}/wasm`;
  const worker = globalThis as unknown as Record<string, unknown>;
  Object.assign(worker, {
    self: globalThis,
    require: createRequire(entry),
    __dirname: folder,
    __filename: `${folder}/litert.js`,
    importScripts: (url: string) =>
      runInThisContext(`${readFileSync(url, 'utf8')};globalThis.ModuleFactory = ModuleFactory`, { filename: url }),
  });
  worker['navigator'] ??= {};
  const { loadLiteRt } = (await import(pathToFileURL(requirePeer.resolve('@litertjs/core')).href)) as Package;
  const loaded = await loadLiteRt(`${folder}/`);
  // Other packages take its presence for a worker's.
  delete worker['importScripts'];
  return loaded;
};

/** Google's successor of TensorFlow Lite in WebAssembly, one thread: relaxed vectors where V8 has them, else plain ones. */
export const litert: Runtime = {
  name: 'LiteRT.js 2.5.3',
  load: async ({ tflite }) => {
    const lite = await loadPackage();
    const native = lite.liteRtWasm;
    const environment = lite.getDefaultEnvironment();
    // Written afresh: it refuses a batch of unknown size, which some files leave open.
    const bytes = writeTflite(await importModel(tflite));
    const at = native._malloc(bytes.length);
    native.HEAPU8.set(bytes, at);
    const model = native.loadModel(environment.liteRtEnvironment, at, bytes.length) as {
      getInputTensorType(signature: number, input: number): TensorType;
    };
    const compiled = await native.compileModel(environment.liteRtEnvironment, model, {
      environment,
      accelerator: 'wasm',
      cpuOptions: { numThreads: 1 },
      gpuOptions: {},
      webNNOptions: {},
    });
    const type = model.getInputTensorType(0, 0);
    const { READ, WRITE } = native.LiteRtTensorBufferLockMode;
    const { HOST_MEMORY } = native.LiteRtTensorBufferType;
    const buffer = native.LiteRtTensorBuffer.createManaged(
      environment.liteRtEnvironment,
      HOST_MEMORY,
      type,
      type.bytes(),
    );
    const infer = (input: Uint8Array): Uint8Array => {
      native.HEAPU8.set(input, buffer.lock(WRITE));
      buffer.unlock();
      const outputs = compiled.run(0, [buffer]);
      const [first] = outputs as readonly [TensorBuffer];
      const from = first.lock(READ);
      const output = native.HEAPU8.slice(from, from + first.packedSize());
      first.unlock();
      for (const one of outputs) one.delete();
      return output;
    };
    return {
      infer: async (input) => infer(input),
      repeat: (input, times) => {
        for (let n = 0; n < times; n++) infer(input);
      },
    };
  },
};
