import type { DType, Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { type Draft, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Of int16 most operators take no zero point but 0. */
const input = (random: Random, dtype: DType, scale?: number): Draft =>
  quantized(random, anyShape(random, random.below(5), 5), scale, dtype === 'int16' ? 0 : undefined, dtype);

const scaleOf = ({ quantization }: Draft): number => quantization?.scales[0] ?? 1;

/** As scaled as the input, about so, or far from it. */
const output = (random: Random, x: Draft): Draft => {
  const ratio = random.oneIn(4) ? 1 : random.oneIn(4) ? between(random, 2 ** -8, 2 ** 8) : between(random, 0.25, 3);
  const zeroPoint = x.dtype === 'int16' ? 0 : undefined;
  return quantized(random, x.shape, scaleOf(x) * ratio, zeroPoint, x.dtype);
};

const model = (kind: OperatorKind, options: Operator['options'], x: Draft, y: Draft): Graph =>
  network([x, y], [{ kind, inputs: [0], outputs: [1], options }]);

const rescaling =
  (kind: 'ABS' | 'RELU', dtype: DType) =>
  (random: Random): Graph => {
    const x = input(random, dtype);
    const y = output(random, x);
    if (kind === 'RELU' || dtype === 'int8' || !random.oneIn(4)) return model(kind, {}, x, y);
    // int16 without a scale
    return model(kind, {}, { dtype, shape: x.shape }, { dtype, shape: x.shape });
  };

const relu6 = (dtype: DType) => (random: Random) => {
  const x = input(random, dtype, dtype === 'int16' && !random.oneIn(3) ? between(random, 1e-4, 1e-3) : undefined);
  return model('RELU6', {}, x, random.oneIn(4) ? output(random, x) : x);
};

const leakyRelu = (dtype: DType) => (random: Random) => {
  const x = input(random, dtype);
  const alpha = random.oneIn(4) ? random.pick([0, -0.5, 1, 2.5]) : Math.fround(between(random, 1e-3, 0.5));
  return model('LEAKY_RELU', { alpha }, x, output(random, x));
};

/** Steps of the input from so small that all is about 0, to so large that each is beyond 3. */
const hardSwish = (random: Random) => {
  const x = input(random, 'int8', random.oneIn(4) ? between(random, 1e-8, 100) : between(random, 0.01, 0.2));
  const ratio = random.oneIn(4) ? between(random, 2 ** -6, 2 ** 8) : between(random, 0.3, 2);
  return model('HARD_SWISH', {}, x, quantized(random, x.shape, scaleOf(x) * ratio));
};

const elu = (random: Random) => {
  const x = input(random, 'int8', random.oneIn(3) ? between(random, 1e-3, 1) : between(random, 0.01, 0.1));
  return model(
    'ELU',
    {},
    x,
    random.oneIn(2) ? output(random, x) : quantized(random, x.shape, between(random, 0.005, 0.1)),
  );
};

const sigmoid = (kind: 'LOGISTIC' | 'TANH') => (random: Random) => {
  const x = input(random, 'int8', random.oneIn(4) ? between(random, 2 ** -27, 2 ** 8) : between(random, 0.005, 0.2));
  const y = kind === 'TANH' ? quantized(random, x.shape, 1 / 128, 0) : quantized(random, x.shape, 1 / 256, -128);
  return model(kind, {}, x, y);
};

/** Scales that are powers of two have a way of their own. */
const wideSigmoid = (kind: 'LOGISTIC' | 'TANH') => (random: Random) => {
  const scale = random.oneIn(3)
    ? random.pick([2 ** -12, 2 ** -11, 2 ** -13, 2 ** -12 * 1.0005, 2 ** -10])
    : random.oneIn(4)
      ? between(random, 2 ** -30, 2.5)
      : between(random, 1e-4, 1e-3);
  const x = input(random, 'int16', scale);
  return model(kind, {}, x, quantized(random, x.shape, 2 ** -15, 0, 'int16'));
};

/** Outputs from 0 to the highest. */
const rsqrt = (dtype: DType) => (random: Random) => {
  const x = input(random, dtype);
  const most = dtype === 'int16' ? 2 ** 10 : 16;
  const scale = between(random, 1 / most, 4) / Math.sqrt(scaleOf(x)) / 16;
  return model('RSQRT', {}, x, quantized(random, x.shape, scale, dtype === 'int16' ? 0 : undefined, dtype));
};

const zerosLike = (dtype: DType) => (random: Random) => {
  const x = dtype === 'int8' ? input(random, dtype) : { dtype, shape: anyShape(random, random.below(5), 5) };
  return model('ZEROS_LIKE', {}, x, x);
};

/** The reference stops at values below the zero point. */
const notNegative: OperatorModels['limits'] = ({ dtype, quantization }) => [
  quantization?.zeroPoints[0] ?? 0,
  dtype === 'int16' ? 32767 : 127,
];

export default [
  { kind: 'ABS', dtype: 'int8', make: rescaling('ABS', 'int8') },
  { kind: 'ABS', dtype: 'int16', make: rescaling('ABS', 'int16') },
  { kind: 'RELU', dtype: 'int8', make: rescaling('RELU', 'int8') },
  { kind: 'RELU', dtype: 'int16', make: rescaling('RELU', 'int16') },
  { kind: 'RELU6', dtype: 'int8', make: relu6('int8') },
  { kind: 'RELU6', dtype: 'int16', make: relu6('int16') },
  { kind: 'LEAKY_RELU', dtype: 'int8', make: leakyRelu('int8') },
  { kind: 'LEAKY_RELU', dtype: 'int16', make: leakyRelu('int16') },
  { kind: 'HARD_SWISH', dtype: 'int8', make: hardSwish },
  { kind: 'ELU', dtype: 'int8', make: elu },
  { kind: 'LOGISTIC', dtype: 'int8', make: sigmoid('LOGISTIC') },
  { kind: 'LOGISTIC', dtype: 'int16', make: wideSigmoid('LOGISTIC') },
  { kind: 'TANH', dtype: 'int8', make: sigmoid('TANH') },
  { kind: 'TANH', dtype: 'int16', make: wideSigmoid('TANH') },
  { kind: 'RSQRT', dtype: 'int8', make: rsqrt('int8'), limits: notNegative },
  { kind: 'RSQRT', dtype: 'int16', make: rsqrt('int16'), limits: notNegative },
  { kind: 'ZEROS_LIKE', dtype: 'int8', make: zerosLike('int8') },
  { kind: 'ZEROS_LIKE', dtype: 'int32', make: zerosLike('int32') },
  { kind: 'ZEROS_LIKE', dtype: 'int64', make: zerosLike('int64') },
] satisfies readonly OperatorModels[];
