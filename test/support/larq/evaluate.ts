import type { Graph, Operator, OperatorOf, Tensor } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';

/**
 * Larq Compute Engine's operators by brute force, for tests: products of +1, -1 and 0 added one by one, from what its sources say
 * (larq_compute_engine/core/bconv2d/reference.h, output_transform.h, core/bmaxpool.h, tflite/kernels/quantization.cc). It shares
 * nothing with kernels or lowering but the shapes of tensors.
 */
type Values = readonly number[];

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const read = ({ dtype, shape }: Tensor, bytes: Uint8Array): Values => {
  const at = view(bytes);
  return Array.from({ length: elements(shape) }, (_, index) => {
    if (dtype === 'float32') return at.getFloat32(4 * index, true);
    if (dtype === 'int32') return at.getInt32(4 * index, true);
    return dtype === 'int8' ? at.getInt8(index) : at.getUint8(index);
  });
};

const write = ({ dtype }: Tensor, values: Values): Uint8Array => {
  if (dtype === 'float32') return new Uint8Array(Float32Array.from(values).buffer);
  if (dtype === 'int32') return new Uint8Array(Int32Array.from(values).buffer);
  return new Uint8Array(Int8Array.from(values).buffer);
};

/** Signs of rows of words, as many of each row as there are channels. */
const unpack = (words: Values, wordsInRow: number, channels: number): Values =>
  Array.from({ length: (words.length / wordsInRow) * channels }, (_, at) => {
    const channel = at % channels;
    const word = words[Math.floor(at / channels) * wordsInRow + Math.floor(channel / 32)] as number;
    return Math.floor((word >>> 0) / 2 ** (channel % 32)) % 2 === 1 ? -1 : 1;
  });

/** Rows of signs as words. */
const pack = (signs: Values, channels: number): Values => {
  const words: number[] = [];
  for (let row = 0; row < signs.length; row += channels)
    for (let first = 0; first < channels; first += 32) {
      let word = 0;
      for (let bit = 0; bit < Math.min(32, channels - first); bit++)
        if (signs[row + first + bit] === -1) word += 2 ** bit;
      words.push(word | 0);
    }
  return words;
};

const awayFromZero = (value: number): number => (value < 0 ? -Math.round(-value) : Math.round(value));
const toS8 = (value: number): number => Math.max(-128, Math.min(127, awayFromZero(value)));
const scaling = ({ quantization }: Tensor) => ({
  scale: quantization?.scales[0] as number,
  zero: quantization?.zeroPoints[0] as number,
});

const quantize = (x: Tensor, values: Values): Values => {
  const isNegative = (value: number) => {
    if (x.dtype === 'bool') return value === 0;
    return value < (x.dtype === 'int8' ? scaling(x).zero : 0);
  };
  const signs = values.map((value) => (isNegative(value) ? -1 : 1));
  return pack(signs, x.shape.at(-1) as number);
};

const dequantize = (x: Tensor, y: Tensor, words: Values): Values => {
  const signs = unpack(words, x.shape.at(-1) as number, y.shape.at(-1) as number);
  if (y.dtype === 'float32') return signs;
  if (y.dtype === 'bool') return signs.map((sign) => Number(sign === 1));
  const { scale, zero } = scaling(y);
  const one = awayFromZero(Math.fround(1 / Math.fround(scale)));
  return signs.map((sign) => Math.max(-128, Math.min(127, zero + sign * one)));
};

/** Rows or columns of the input that a window of outputs sees, undefined outside. */
const seen = (
  out: number,
  extents: { readonly input: number; readonly output: number },
  { taps, stride, dilation, isSame }: { taps: number; stride: number; dilation: number; isSame: boolean },
): readonly (number | undefined)[] => {
  const around = Math.max(0, (extents.output - 1) * stride + (taps - 1) * dilation + 1 - extents.input);
  const start = out * stride - (isSame ? Math.floor(around / 2) : 0);
  return Array.from({ length: taps }, (_, tap) => start + tap * dilation).map((at) =>
    at >= 0 && at < extents.input ? at : undefined,
  );
};

const positions = function* ([images = 1, h = 1, w = 1]: readonly number[]) {
  for (let image = 0; image < images; image++)
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) yield { image, y, x };
};

const pool = ({ options }: OperatorOf<'LceBMaxPool2d'>, x: Tensor, y: Tensor, words: Values): Values => {
  const [, inH = 1, inW = 1, nWords = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  const signs = unpack(words, nWords, 32 * nWords);
  const isSame = options.padding === 'same';
  const result: number[] = [];
  for (const at of positions(y.shape)) {
    const rows = seen(
      at.y,
      { input: inH, output: outH },
      { taps: options.filterH, stride: options.strideH, dilation: 1, isSame },
    );
    const columns = seen(
      at.x,
      { input: inW, output: outW },
      { taps: options.filterW, stride: options.strideW, dilation: 1, isSame },
    );
    for (let channel = 0; channel < 32 * nWords; channel++) {
      let greatest = -1;
      for (const row of rows)
        for (const column of columns)
          if (row !== undefined && column !== undefined)
            greatest = Math.max(
              greatest,
              signs[((at.image * inH + row) * inW + column) * 32 * nWords + channel] as number,
            );
      result.push(greatest);
    }
  }
  return pack(result, 32 * nWords);
};

const bounded = (sum: number, activation: string): number => {
  if (activation === 'relu') return Math.max(0, sum);
  if (activation === 'relu6') return Math.max(0, Math.min(6, sum));
  return activation === 'relu_n1_to_1' ? Math.max(-1, Math.min(1, sum)) : sum;
};

const convolve = (
  operator: OperatorOf<'LceBconv2d'>,
  given: readonly (Tensor | undefined)[],
  y: Tensor,
  words: Values,
): Values => {
  const { options } = operator;
  const [x, w, m, b, t] = given as [Tensor, Tensor, Tensor, Tensor, Tensor];
  const [, inH = 1, inW = 1, nWords = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  const [outputs = 1, kernelH = 1, kernelW = 1, filterWords = 1] = w.shape;
  const channels = options.channelsIn;
  const groups = nWords / filterWords;
  const own = channels / groups;
  const signs = unpack(words, nWords, channels);
  const filter = unpack(read(w, w.data as Uint8Array), filterWords, own);
  const factors = [m, b, t].map((tensor) => (tensor?.data ? read(tensor, tensor.data) : []));
  const [multipliers = [], biases = [], thresholds = []] = factors;
  const isSame = options.padding === 'same';
  const total = kernelH * kernelW * own;
  const { scale, zero } = y.dtype === 'int8' ? scaling(y) : { scale: 1, zero: 0 };
  const isHalved = isSame && options.padValues === 0 && channels % 2 === 1;
  const result: number[] = [];
  for (const at of positions(y.shape)) {
    const rows = seen(
      at.y,
      { input: inH, output: outH },
      { taps: kernelH, stride: options.strideH, dilation: options.dilationH, isSame },
    );
    const columns = seen(
      at.x,
      { input: inW, output: outW },
      { taps: kernelW, stride: options.strideW, dilation: options.dilationW, isSame },
    );
    for (let output = 0; output < outputs; output++) {
      const group = Math.floor(output / (outputs / groups));
      let [sum, outside, isPadded] = [0, 0, false];
      rows.forEach((row, ky) => {
        columns.forEach((column, kx) => {
          const first = ((output * kernelH + ky) * kernelW + kx) * own;
          for (let channel = 0; channel < own; channel++) {
            const weight = filter[first + channel] as number;
            if (row !== undefined && column !== undefined)
              sum +=
                weight * (signs[((at.image * inH + row) * inW + column) * channels + group * own + channel] as number);
            else {
              outside += weight;
              isPadded = true;
            }
          }
        });
      });
      if (options.padValues === 1) sum += outside;
      if (y.dtype === 'int32') {
        result.push((total - sum) / 2 > (thresholds[output] as number) ? -1 : 1);
        continue;
      }
      const [multiplier, bias] = [multipliers[output] as number, biases[output] as number];
      const factor = Math.fround(-multiplier / scale);
      const addend = Math.fround((bias + total * multiplier) / scale + zero);
      // The kernel that takes half channels pads with +1 and puts that right in real numbers.
      const left = total - (isHalved ? sum + outside : bounded(sum, options.activation));
      const plain = Math.fround(Math.fround(left * factor) + addend);
      const value = isHalved && isPadded ? Math.fround(plain + Math.fround(outside * factor)) : plain;
      result.push(y.dtype === 'int8' ? toS8(value) : value);
    }
  }
  return y.dtype === 'int32' ? pack(result, outputs) : result;
};

const evaluate = (operator: Operator, { tensors }: Graph, x: Uint8Array): Uint8Array => {
  const given = operator.inputs.map((id) => tensors[id]);
  const [from, to] = [given[0] as Tensor, tensors[operator.outputs[0] as number] as Tensor];
  const values = read(from, x);
  if (operator.kind === 'LceQuantize') return write(to, quantize(from, values));
  if (operator.kind === 'LceDequantize') return write(to, dequantize(from, to, values));
  if (operator.kind === 'LceBMaxPool2d') return write(to, pool(operator, from, to, values));
  if (operator.kind === 'LceBconv2d') return write(to, convolve(operator, given, to, values));
  throw new RangeError(`${operator.kind} is none of Larq Compute Engine's`);
};

/** The output of a chain of operators. */
export const evaluateLarq = (graph: Graph, input: Uint8Array): Uint8Array =>
  graph.operators.reduce((bytes, operator) => evaluate(operator, graph, bytes), input);
