import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import type { Graph, Tensor } from '../../../host/model/graph.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import type { LabelledImages } from '../data.ts';
import { indexOfLargest } from '../network.ts';

export const importFamilyFile = (name: string, file: Uint8Array): Graph =>
  name.endsWith('.onnx') ? importOnnx(file, name) : importTflite(file, name);

/** Grey bytes as int8, less 128: what all members take. */
export const int8Images = ({ images }: LabelledImages): Uint8Array => images.map((pixel) => pixel ^ 0x80);

/** The class that a file, as compiled here, gives each image. */
export const classifyWithFile = async (name: string, file: Uint8Array, data: LabelledImages): Promise<Uint8Array> => {
  const graph = importFamilyFile(name, file);
  const session = await instantiate(await compileGraph(graph, { target: 'node' }));
  const { dtype } = graph.tensors[graph.outputs[0] as number] as Tensor;
  const images = int8Images(data);
  return data.labels.map((_, image) => {
    const [logits] = session.infer([images.subarray(image * data.pixels, (image + 1) * data.pixels)]);
    const { buffer } = logits as Uint8Array;
    return indexOfLargest(dtype === 'float32' ? new Float32Array(buffer) : new Int8Array(buffer));
  });
};
