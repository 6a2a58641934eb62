import type { WeightedLayer } from '../batch/conv.ts';

/** Weights [outputs, depth] out of training's [depth, outputs]: OHWI, as TensorFlow Lite has them. */
const turned = <A extends Int8Array | Float32Array>(values: A, outputs: number): A => {
  const depth = values.length / outputs;
  return values.map((_, at) => values[(at % depth) * outputs + Math.floor(at / depth)] as number) as A;
};

export const realsOf = ({ weights, outputShape: [, , outputs] }: WeightedLayer): Float32Array => {
  weights.refresh();
  return turned(weights.used.slice(), outputs);
};

/** Codes with the scale of each output, or one for all. */
export const codesOf = ({ weights, outputShape: [, , outputs] }: WeightedLayer) => {
  const quantized = weights.quantized();
  if (!quantized) throw new RangeError('weights that are real numbers have no codes');
  return { codes: turned(quantized.codes, outputs), scales: quantized.scales };
};
