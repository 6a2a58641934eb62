import type { Graph, OperatorKind } from '../../../host/model/graph.ts';
import { activation, alone, type Draft, int32s, weights } from '../drafts.ts';

export const float32s = (values: readonly number[], shape: readonly number[] = [values.length]): Draft => ({
  dtype: 'float32',
  shape,
  data: new Uint8Array(Float32Array.from(values).buffer),
});
export const float64s = (values: readonly number[], shape: readonly number[] = [values.length]): Draft => ({
  dtype: 'float64',
  shape,
  data: new Uint8Array(Float64Array.from(values).buffer),
});

/** Operators that QONNX networks become. */
export const qonnxSamples = {
  QonnxAdd: alone(
    { kind: 'QonnxAdd', options: { first: 3, second: -2, offset: 7 } },
    [activation([1, 2, 3]), { dtype: 'int32', shape: [1, 2, 3] }],
    [{ dtype: 'int32', shape: [1, 2, 3] }],
  ),
  QonnxLevels: alone(
    { kind: 'QonnxLevels', options: { axis: 1 } },
    [
      { dtype: 'int32', shape: [1, 2, 3] },
      int32s([-(2 ** 30), 0, 2 ** 30, 5, 6, 7], [2, 3]),
      float32s([-1, -0, 0, 1, 4, 3, 2, 1], [2, 4]),
    ],
    [{ dtype: 'float32', shape: [1, 2, 3] }],
  ),
  QonnxReal: alone(
    { kind: 'QonnxReal', options: { axis: 2 } },
    [activation([1, 3, 2]), float64s([0.1, 3, -1, Infinity, -0.5, 0, -Infinity, 6], [2, 4])],
    [{ dtype: 'float32', shape: [1, 3, 2] }],
  ),
  QonnxSums: alone(
    {
      kind: 'QonnxSums',
      options: {
        padTop: 1,
        padLeft: 0,
        strideH: 2,
        strideW: 1,
        dilationH: 1,
        dilationW: 2,
        zero: -128,
        weightBits: 4,
        valueBits: 8,
      },
    },
    [activation([1, 5, 6, 4]), weights([6, 3, 2, 2])],
    [{ dtype: 'int32', shape: [1, 3, 4, 6] }],
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;
