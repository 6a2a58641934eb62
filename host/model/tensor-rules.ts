import type { Quantization, Tensor } from './graph.ts';
import { elements, tensorBytes } from './shapes.ts';

const MAX_RANK = 8;
const MAX_ELEMENTS = 2 ** 31;
/** Integer ranges of zero points. */
const zeroPointRange: Partial<Record<Tensor['dtype'], readonly [number, number]>> = {
  int4: [-8, 7],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
};

/** What is wrong with a tensor by itself, to follow "has", or undefined. */
export const complaintAboutTensor = (tensor: Tensor): string | undefined => {
  const { shape, data, dtype, quantization } = tensor;
  if (shape.length > MAX_RANK) return `rank ${shape.length}, more than ${MAX_RANK}`;
  if (shape.some((extent) => extent < 0)) return `shape [${shape}]`;
  if (elements(shape) >= MAX_ELEMENTS) return `${elements(shape)} elements`;
  if (data && dtype !== 'string' && data.length !== tensorBytes(tensor))
    return `${data.length} bytes of data for ${tensorBytes(tensor)}`;
  return quantization && complaintAboutQuantization(tensor, quantization);
};

const complaintAboutQuantization = (tensor: Tensor, quantization: Quantization): string | undefined => {
  const { scales, zeroPoints, axis } = quantization;
  if (scales.some((scale) => !Number.isFinite(scale) || scale < 0)) return 'a scale that is not a positive number';
  if (zeroPoints.length !== scales.length && zeroPoints.length !== 1)
    return `${zeroPoints.length} zero points for ${scales.length} scales`;
  const [low, high] = zeroPointRange[tensor.dtype] ?? [-(2 ** 31), 2 ** 31 - 1];
  if (zeroPoints.some((zero) => zero < low || zero > high)) return `a zero point outside ${low}..${high}`;
  // Old converters leave axis 3 on biases of rank 1: with one scale, or one per element, it means nothing.
  if (scales.length > 1 && tensor.shape[axis] !== scales.length && elements(tensor.shape) !== scales.length)
    return `${scales.length} scales for axis ${axis} of [${tensor.shape}]`;
  return undefined;
};
