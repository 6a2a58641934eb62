import { loadTflite as load } from '../../host/verify/tfjs-tflite.ts';

/** A model of one int8 output in TensorFlow Lite with XNNPACK. */
export const loadTflite = async (model: Uint8Array): Promise<(inputs: readonly Uint8Array[]) => Int8Array> => {
  const infer = await load(model);
  return (inputs) => new Int8Array((infer(inputs)[0] as Uint8Array).buffer);
};
