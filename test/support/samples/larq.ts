import type { Graph, OperatorKind } from '../../../host/model/graph.ts';
import { activation, alone, type Draft, int32s, network } from '../drafts.ts';

const words = (...shape: number[]): Draft => ({ dtype: 'int32', shape });
const float32s = (values: readonly number[]): Draft => ({
  dtype: 'float32',
  shape: [values.length],
  data: new Uint8Array(Float32Array.from(values).buffer),
});

/** Operators of Larq Compute Engine. */
export const larqSamples = {
  LceQuantize: alone({ kind: 'LceQuantize', options: {} }, [activation([1, 2, 2, 33])], [words(1, 2, 2, 2)]),
  LceDequantize: alone({ kind: 'LceDequantize', options: {} }, [words(1, 2, 2, 2)], [activation([1, 2, 2, 33])]),
  LceBMaxPool2d: alone(
    { kind: 'LceBMaxPool2d', options: { padding: 'same', strideH: 2, strideW: 1, filterH: 2, filterW: 3 } },
    [words(1, 3, 4, 2)],
    [words(1, 2, 4, 2)],
  ),
  LceBconv2d: network(
    [
      words(1, 3, 4, 2),
      int32s(
        Array.from({ length: 54 }, (_, at) => Math.imul(at + 1, 0x9e3779b9) & (at % 2 === 1 ? 0xff : -1)),
        [3, 3, 3, 2],
      ),
      float32s([0.25, -0.5, 1.5]),
      float32s([1, 0, -3]),
      activation([1, 3, 2, 3]),
    ],
    [
      {
        ...{ kind: 'LceBconv2d', inputs: [0, 1, 2, 3, -1], outputs: [4] },
        options: {
          ...{ channelsIn: 40, padding: 'same', padValues: 0, strideH: 1, strideW: 2, dilationH: 1, dilationW: 1 },
          activation: 'relu',
        },
      },
    ],
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;
