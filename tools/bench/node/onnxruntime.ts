import { requirePeer } from './peers.ts';
import type { Loaded, Runtime } from './runtime.ts';

interface Package {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
  readonly Tensor: new (type: 'int8', data: Int8Array, shape: readonly number[]) => Tensor;
}
interface Tensor {
  readonly data: Int8Array;
}
interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly inputMetadata: readonly { readonly shape: readonly (number | string)[] }[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

/** Native code: what WebAssembly could reach at best. */
export const onnxruntime: Runtime = {
  name: 'onnxruntime-node 1.30.0 (native)',
  load: async ({ onnx }): Promise<Loaded | undefined> => {
    if (onnx === undefined) return undefined;
    const { InferenceSession, Tensor } = requirePeer('onnxruntime-node') as Package;
    const session = await InferenceSession.create(onnx, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const [name = ''] = session.inputNames;
    const [result = ''] = session.outputNames;
    const shape = (session.inputMetadata[0]?.shape ?? []).map((extent) => (typeof extent === 'number' ? extent : 1));
    const infer = async (input: Uint8Array): Promise<Uint8Array> => {
      const data = new Int8Array(input.buffer, input.byteOffset, input.length);
      const { [result]: output } = await session.run({ [name]: new Tensor('int8', data, shape) });
      const { buffer, byteOffset, length } = (output as Tensor).data;
      return new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
    };
    return {
      infer,
      repeat: async (input, times) => {
        for (let n = 0; n < times; n++) await infer(input);
      },
    };
  },
};
