import type { Operator, OperatorOf, Tensor } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';

/**
 * TensorFlow Lite Micro's operators that the family has, by brute force, for tests, from what its reference kernels say
 * (tensorflow/lite/kernels/internal/reference/{conv,fully_connected,pooling,dequantize}.h, integer_ops, common.h): windows without
 * padding, sums term by term, rescaling in whole numbers without end. It shares nothing with kernels or lowering but shapes.
 */
export interface Given {
  readonly tensor: Tensor;
  readonly bytes: Uint8Array;
}

const numbersOf = ({ tensor: { dtype, shape }, bytes }: Given): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: elements(shape) }, (_, at) => {
    if (dtype === 'float32') return view.getFloat32(4 * at, true);
    return dtype === 'int32' ? view.getInt32(4 * at, true) : view.getInt8(at);
  });
};

const bytesOf = ({ dtype }: Tensor, values: readonly number[]): Uint8Array =>
  new Uint8Array((dtype === 'float32' ? Float32Array.from(values) : Int8Array.from(values)).buffer);

const scaleOf = ({ quantization }: Tensor, channel: number): number =>
  quantization?.scales[quantization.scales.length === 1 ? 0 : channel] as number;
const zeroOf = ({ quantization }: Tensor): number => quantization?.zeroPoints[0] as number;

/** real = multiplier / 2^31 · 2^shift with a multiplier of 31 bits: QuantizeMultiplier. */
const fixedPoint = (real: number): readonly [multiplier: bigint, shift: number] => {
  let [fraction, shift] = [real, 0];
  for (; fraction >= 1; fraction /= 2) shift++;
  for (; fraction < 0.5; fraction *= 2) shift--;
  const multiplier = Math.round(fraction * 2 ** 31);
  return multiplier === 2 ** 31 ? [2n ** 30n, shift + 1] : [BigInt(multiplier), shift];
};

/** Half away from zero. */
const divided = (value: bigint, by: bigint): bigint => {
  const size = value < 0n ? -value : value;
  const quotient = (2n * size + by) / (2n * by);
  return value < 0n ? -quotient : quotient;
};

/** Rounded twice: SaturatingRoundingDoublingHighMul, then RoundingDivideByPOT. */
const rescaled = (sum: number, real: number): number => {
  const [multiplier, shift] = fixedPoint(real);
  const product = BigInt(sum) * 2n ** BigInt(Math.max(shift, 0)) * multiplier;
  // Truncation towards 0 after the nudge is what the kernel's division does.
  const high = (product + (product >= 0n ? 2n ** 30n : 1n - 2n ** 30n)) / 2n ** 31n;
  return Number(divided(high, 2n ** BigInt(Math.max(-shift, 0))));
};

const activated = (value: number, activation: string, floor: number): number =>
  activation === 'relu' ? Math.max(value, floor) : value;

const toInt8 = (value: number): number => Math.min(Math.max(value, -128), 127);

/** The sum of one output: terms of values and weights in the kernel's order, then the bias. */
type Terms = readonly (readonly [value: number, weight: number])[];

const output = (
  terms: Terms,
  channel: number,
  activation: string,
  [x, w, b]: readonly [Given, Given, Given],
  bias: readonly number[],
  y: Tensor,
): number => {
  if (y.dtype === 'float32') {
    const sum = terms.reduce((total, [value, weight]) => Math.fround(total + Math.fround(value * weight)), 0);
    return activated(Math.fround(sum + (bias[channel] as number)), activation, 0);
  }
  const zero = zeroOf(x.tensor);
  const sum = terms.reduce(
    (total, [value, weight]) => total + (value - zero) * weight,
    b ? (bias[channel] as number) : 0,
  );
  const real = (scaleOf(x.tensor, 0) * scaleOf(w.tensor, channel)) / scaleOf(y, 0);
  const whole = rescaled(sum, real) + zeroOf(y);
  return toInt8(activated(whole, activation, zeroOf(y)));
};

type Weighted = readonly [Given, Given, Given];

const convolved = ({ options }: OperatorOf<'CONV_2D'>, given: Weighted, y: Tensor): number[] => {
  const [x, w, bias] = given.map(numbersOf) as [number[], number[], number[]];
  const [, , width = 1, channels = 1] = given[0].tensor.shape;
  const [, kernelH = 1, kernelW = 1] = given[1].tensor.shape;
  const [, , outW = 1, outputs = 1] = y.shape;
  return Array.from({ length: elements(y.shape) }, (_, at) => {
    const [channel, column, row] = [at % outputs, Math.floor(at / outputs) % outW, Math.floor(at / outputs / outW)];
    const terms = Array.from({ length: kernelH * kernelW * channels }, (_, tap) => {
      const [c, kx, ky] = [tap % channels, Math.floor(tap / channels) % kernelW, Math.floor(tap / channels / kernelW)];
      const place = (row * options.strideH + ky) * width + column * options.strideW + kx;
      return [x[place * channels + c] as number, w[channel * kernelH * kernelW * channels + tap] as number] as const;
    });
    return output(terms, channel, options.activation, given, bias, y);
  });
};

const connected = ({ options }: OperatorOf<'FULLY_CONNECTED'>, given: Weighted, y: Tensor): number[] => {
  const [x, w, bias] = given.map(numbersOf) as [number[], number[], number[]];
  return Array.from({ length: elements(y.shape) }, (_, channel) => {
    const terms = x.map((value, at) => [value, w[channel * x.length + at] as number] as const);
    return output(terms, channel, options.activation, given, bias, y);
  });
};

const pooled = ({ options }: OperatorOf<'MAX_POOL_2D'>, given: Given, y: Tensor): number[] => {
  const x = numbersOf(given);
  const [, , width = 1, channels = 1] = given.tensor.shape;
  const [, , outW = 1] = y.shape;
  return Array.from({ length: elements(y.shape) }, (_, at) => {
    const [channel, column, row] = [at % channels, Math.floor(at / channels) % outW, Math.floor(at / channels / outW)];
    const seen = Array.from({ length: options.filterH * options.filterW }, (_, tap) => {
      const ky = Math.floor(tap / options.filterW);
      const place = (row * options.strideH + ky) * width + column * options.strideW + (tap % options.filterW);
      return x[place * channels + channel] as number;
    });
    return Math.max(...seen);
  });
};

const dequantized = (given: Given): number[] =>
  numbersOf(given).map((code) => (code - zeroOf(given.tensor)) * scaleOf(given.tensor, 0));

/** What an operator writes. */
export const evaluateTflite = (operator: Operator, given: readonly Given[], y: Tensor): Uint8Array => {
  const [x] = given as [Given];
  if (operator.kind === 'RESHAPE') return x.bytes;
  if (operator.kind === 'DEQUANTIZE') return bytesOf(y, dequantized(x));
  if (operator.kind === 'MAX_POOL_2D') return bytesOf(y, pooled(operator, x, y));
  if (operator.kind === 'CONV_2D') return bytesOf(y, convolved(operator, given as unknown as Weighted, y));
  if (operator.kind === 'FULLY_CONNECTED') return bytesOf(y, connected(operator, given as unknown as Weighted, y));
  throw new RangeError(`${operator.kind} is not in the family`);
};
