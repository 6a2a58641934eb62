import type { DType, Operator } from '../../../host/model/graph.ts';
import { activation, type Draft, int32s, network } from '../drafts.ts';

const over = (
  of: Pick<Operator, 'kind' | 'options'>,
  x: readonly number[],
  list: readonly number[],
  y: readonly number[],
  { dtype = 'int8', scaleOfY = 0.5 }: { readonly dtype?: DType; readonly scaleOfY?: number } = {},
) => {
  const tensor = (shape: readonly number[], scale?: number): Draft =>
    dtype === 'bool' ? { dtype, shape } : activation(shape, scale);
  return network(
    [tensor(x), int32s(list), tensor(y, scaleOfY)],
    [{ ...of, inputs: [0, 1], outputs: [2] } as Omit<Operator, 'index'>],
  );
};

const keepDims = { keepDims: true };
const arg = { outputType: 'int32' as const };
const index = (shape: readonly number[]): Draft => ({ dtype: 'int32', shape });

/** Operators that make few elements of many, and those that go along one axis. */
export const reductionSamples = {
  MAX_POOL_2D: network(
    [activation([1, 4, 4, 2]), activation([1, 2, 2, 2])],
    [
      {
        kind: 'MAX_POOL_2D',
        inputs: [0],
        outputs: [1],
        options: { padding: 'valid', strideH: 2, strideW: 2, filterH: 2, filterW: 2, activation: 'none' },
      },
    ],
  ),
  MEAN: over({ kind: 'MEAN', options: keepDims }, [2, 3, 4, 2], [1, -2], [2, 1, 1, 2], { scaleOfY: 0.25 }),
  SUM: over({ kind: 'SUM', options: { keepDims: false } }, [3, 4], [0], [4], { scaleOfY: 1 }),
  REDUCE_MAX: over({ kind: 'REDUCE_MAX', options: keepDims }, [3, 2, 4], [0, 2], [1, 2, 1]),
  REDUCE_MIN: over({ kind: 'REDUCE_MIN', options: { keepDims: false } }, [3, 2, 4], [0, 2], [2]),
  REDUCE_ALL: over({ kind: 'REDUCE_ALL', options: keepDims }, [2, 3], [1], [2, 1], { dtype: 'bool' }),
  ARG_MAX: network(
    [activation([2, 3]), int32s([1]), index([2])],
    [{ kind: 'ARG_MAX', inputs: [0, 1], outputs: [2], options: arg }],
  ),
  ARG_MIN: network(
    [activation([2, 3]), int32s([0]), index([3])],
    [{ kind: 'ARG_MIN', inputs: [0, 1], outputs: [2], options: arg }],
  ),
  CUMSUM: over({ kind: 'CUMSUM', options: { isExclusive: true, isReverse: false } }, [2, 3], [1], [2, 3]),
  RESIZE_BILINEAR: over(
    { kind: 'RESIZE_BILINEAR', options: { alignCorners: false, halfPixelCenters: true } },
    [1, 2, 3, 2],
    [4, 5],
    [1, 4, 5, 2],
  ),
};
