import type { DType, Graph, OperatorKind } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { float32s, float64s } from '../samples/qonnx.ts';

/** Random models of an operator that QONNX networks become. */
export interface QonnxModels {
  readonly kind: OperatorKind;
  readonly dtype: string;
  readonly make: (random: Random) => Graph;
}

const shapeOf = (random: Random): number[] => Array.from({ length: 1 + random.below(4) }, () => 1 + random.below(6));
const numbers = (dtype: DType, shape: readonly number[]): Draft => ({ dtype, shape });
const int8s = (random: Random, shape: readonly number[]): Draft => ({
  dtype: 'int8',
  shape,
  data: Uint8Array.from({ length: elements(shape) }, () => random.below(256)),
});
/** -1 to 1. */
const share = (random: Random): number => random.next() / 2 ** 31 - 1;

/** Thresholds among values that occur: of int8, of all int32, of all words that are real numbers. */
const thresholds = (random: Random, dtype: DType, count: number): number[] =>
  Array.from({ length: count }, () =>
    dtype === 'int8' ? random.below(260) - 130 : random.oneIn(8) ? random.below(3) - 1 : random.next() | 0,
  ).sort((a, b) => a - b);

const levels = (random: Random, from: DType, to: 'int8' | 'float32'): Graph => {
  const shape = shapeOf(random);
  const axis = random.below(shape.length);
  const rows = random.oneIn(3) ? 1 : (shape[axis] as number);
  const count = random.pick([1, 2, 3, 7, 15, 255]);
  const bounds = Array.from({ length: rows }, () => thresholds(random, from, count)).flat();
  const results = [rows, count + 1];
  const codes = Array.from({ length: elements(results) }, () => random.pick([-0, 0, share(random) * 100]));
  return alone(
    { kind: 'QonnxLevels', options: { axis } },
    [
      numbers(from, shape),
      int32s(bounds, [rows, count]),
      to === 'int8' ? int8s(random, results) : float32s(codes, results),
    ],
    [numbers(to, shape)],
  );
};

const real = (random: Random, from: DType): Graph => {
  const shape = shapeOf(random);
  const axis = random.below(shape.length);
  const rows = random.oneIn(3) ? 1 : (shape[axis] as number);
  const lines = Array.from({ length: rows }, () => [
    share(random) * (from === 'int8' ? 1 : 1e-6),
    share(random) * 50,
    random.oneIn(2) ? -Infinity : -10,
    random.oneIn(2) ? Infinity : 20,
  ]).flat();
  return alone(
    { kind: 'QonnxReal', options: { axis } },
    [numbers(from, shape), float64s(lines, [rows, 4])],
    [numbers('float32', shape)],
  );
};

const add = (random: Random, a: DType, b: DType): Graph => {
  const shape = shapeOf(random);
  // All of int32 occurs: what leaves 32 bits wraps.
  const factor = () => random.pick([1, -1, 3, -4, 100]);
  return alone(
    { kind: 'QonnxAdd', options: { first: factor(), second: factor(), offset: random.below(1000) - 500 } },
    [numbers(a, shape), numbers(b, shape)],
    [numbers('int32', shape)],
  );
};

/** Sums, and the levels that they reach where `to` is int8. */
const sums = (random: Random, to: 'int8' | 'int32'): Graph => {
  const [kernelH, kernelW] = [1 + random.below(4), 1 + random.below(4)];
  const groups = random.pick([1, 1, 2, 5]);
  const perGroup = groups === 5 ? 1 : random.pick([1, 3, 8, 17]);
  const filters = groups * (1 + random.below(4));
  const options = {
    padTop: random.below(3),
    padLeft: random.below(3),
    strideH: 1 + random.below(3),
    strideW: 1 + random.below(3),
    dilationH: 1 + random.below(2),
    dilationW: 1 + random.below(2),
    zero: random.pick([0, 0, -128, 127, 200, random.below(256) - 128]),
    weightBits: 8,
    valueBits: 8,
  };
  const images = 1 + random.below(2);
  const rows = random.oneIn(3) ? 1 : filters;
  const count = random.pick([1, 2, 3, 15, 40]);
  const spread = 128 * Math.ceil(Math.sqrt(kernelH * kernelW * perGroup)) * 128;
  const bounds = Array.from({ length: rows }, () =>
    Array.from({ length: count }, () => Math.round(share(random) * spread)).sort((a, b) => a - b),
  );
  const quantiser = [int32s(bounds.flat(), [rows, count]), int8s(random, [rows, count + 1])];
  return alone(
    { kind: 'QonnxSums', options },
    [
      numbers('int8', [images, 1 + random.below(7), 1 + random.below(7), groups * perGroup]),
      int8s(random, [filters, kernelH, kernelW, perGroup]),
      ...(to === 'int8' ? quantiser : []),
    ],
    [numbers(to, [images, 1 + random.below(5), 1 + random.below(5), filters])],
  );
};

const sources = ['int8', 'int32', 'float32'] as const;

export const qonnxModels: readonly QonnxModels[] = [
  ...sources.flatMap((from) =>
    (['int8', 'float32'] as const).map(
      (to): QonnxModels => ({
        kind: 'QonnxLevels',
        dtype: from === to ? from : `${from}_${to}`,
        make: (random) => levels(random, from, to),
      }),
    ),
  ),
  ...sources.map(
    (from): QonnxModels => ({ kind: 'QonnxReal', dtype: `${from}_float32`, make: (random) => real(random, from) }),
  ),
  { kind: 'QonnxAdd', dtype: 'int8_int32', make: (random) => add(random, 'int8', 'int8') },
  { kind: 'QonnxAdd', dtype: 'int32', make: (random) => add(random, random.pick(['int8', 'int32']), 'int32') },
  { kind: 'QonnxSums', dtype: 'int8_int32', make: (random) => sums(random, 'int32') },
  { kind: 'QonnxSums', dtype: 'int8', make: (random) => sums(random, 'int8') },
];
