import type { DType, Graph } from '../../../host/model/graph.ts';
import { type Draft, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const shapeOf = (random: Random): number[] => anyShape(random, random.below(5), 5);

/** Any zero point of a type of 8 or 16 bits; of 32 bits, one of them. */
const zeroPoint = (random: Random, dtype: DType): number => {
  if (dtype === 'uint8') return random.below(256);
  if (dtype === 'int8') return random.below(256) - 128;
  return random.oneIn(2) ? 0 : random.below(65536) - 32768;
};

const scaled = (random: Random, dtype: DType, shape: readonly number[], scale: number): Draft =>
  quantized(random, shape, scale, zeroPoint(random, dtype), dtype);

/** Steps of the input that are no larger than the output's where it has more bits. */
const ratios: Partial<Record<DType, readonly [least: number, most: number]>> = {
  int8: [2 ** -4, 2 ** 4],
  uint8: [2 ** -4, 2 ** 4],
  int16: [2 ** -10, 4],
  int32: [2 ** -31, 2 ** -8],
};

const quantize = (from: DType, to: DType) => (random: Random) => {
  const shape = shapeOf(random);
  const scale = random.oneIn(3) ? random.pick([0.5, 1, 2 ** -7]) : between(random, 1e-3, 1);
  const y = scaled(random, to, shape, scale);
  const [least, most] = ratios[from] ?? [1, 1];
  const ratio = random.oneIn(5) && from !== 'int32' ? 1 : between(random, least, most);
  const x: Draft = from === 'float32' ? { dtype: from, shape } : scaled(random, from, shape, scale * ratio);
  return network([x, y], [{ kind: 'QUANTIZE', inputs: [0], outputs: [1], options: {} }]);
};

/** A little more than the output holds. */
const reals: OperatorModels['limits'] = (_, graph: Graph) => {
  const { dtype, quantization } = graph.tensors[1] as Graph['tensors'][number];
  const most = (quantization?.scales[0] ?? 1) * (dtype === 'int16' ? 40_000 : 300);
  return [-most, most];
};

const dequantize = (dtype: DType) => (random: Random) => {
  const shape = shapeOf(random);
  const x = scaled(random, dtype, shape, between(random, random.oneIn(6) ? 1e-42 : 1e-4, random.oneIn(6) ? 1e35 : 1));
  return network([x, { dtype: 'float32', shape }], [{ kind: 'DEQUANTIZE', inputs: [0], outputs: [1], options: {} }]);
};

const cast = (from: DType, to: DType) => (random: Random) => {
  const shape = shapeOf(random);
  return network(
    [
      { dtype: from, shape },
      { dtype: to, shape },
    ],
    [{ kind: 'CAST', inputs: [0], outputs: [1], options: { inType: from, outType: to } }],
  );
};

/** Reals that the integer type holds: of others C++ says nothing. */
const holding = (to: DType): OperatorModels['limits'] => {
  const most: Partial<Record<DType, readonly [number, number]>> = {
    int8: [-128.9, 127.9],
    int16: [-32768.9, 32767.9],
    int32: [-2147483648, 2147483520],
    uint32: [-0.9, 4294967040],
  };
  const limits = most[to];
  return limits && (() => limits);
};

const requantized: readonly (readonly [DType, DType])[] = [
  ['float32', 'int8'],
  ['float32', 'int16'],
  ['int32', 'int8'],
  ['int32', 'int16'],
  ['int16', 'int8'],
  ['int16', 'int16'],
  ['int16', 'int32'],
  ['int8', 'int8'],
  ['int8', 'uint8'],
  ['int8', 'int16'],
  ['int8', 'int32'],
  ['uint8', 'int8'],
];
const numbers: readonly DType[] = ['int8', 'int16', 'int32', 'uint32', 'float32'];
const pairs = [...numbers, 'bool' as const].flatMap((from) =>
  numbers.filter((to) => to !== from).map((to) => [from, to] as const),
);

export default [
  ...requantized.map(([from, to]) => ({
    kind: 'QUANTIZE' as const,
    dtype: `${from}_${to}`,
    make: quantize(from, to),
    ...(from === 'float32' && { limits: reals }),
  })),
  ...(['int8', 'uint8', 'int16'] as const).map((dtype) => ({
    kind: 'DEQUANTIZE' as const,
    dtype,
    make: dequantize(dtype),
  })),
  ...pairs.map(([from, to]) => {
    const limits = from === 'float32' ? holding(to) : undefined;
    return { kind: 'CAST' as const, dtype: `${from}_${to}`, make: cast(from, to), ...(limits && { limits }) };
  }),
] satisfies readonly OperatorModels[];
