import type { Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { activation, alone, type Draft, int32s } from '../drafts.ts';

type Shape = readonly number[];
type Of = Pick<Operator, 'kind' | 'options'>;

const scalar = (dtype: 'int8' | 'float32'): Draft => ({ dtype, shape: [] });
const indices = (shape: Shape): Draft => ({ dtype: 'int32', shape });

const one = (of: Of, x: Shape, constants: readonly Draft[], y: Shape): Graph =>
  alone(of, [activation(x), ...constants], [activation(y)]);

const plain = <K extends OperatorKind>(kind: K) => ({ kind, options: {} }) as Of;

/** Operators that move elements. */
export const movementSamples = {
  RESHAPE: one(plain('RESHAPE'), [2, 6], [int32s([-1, 4])], [3, 4]),
  SQUEEZE: one({ kind: 'SQUEEZE', options: { axes: [1] } }, [2, 1, 3], [], [2, 3]),
  EXPAND_DIMS: one(plain('EXPAND_DIMS'), [2, 3], [int32s([-1], [])], [2, 3, 1]),
  CONCATENATION: one(
    { kind: 'CONCATENATION', options: { axis: 1, activation: 'none' } },
    [2, 3],
    [activation([2, 1]), activation([2, 2])],
    [2, 6],
  ),
  PACK: one({ kind: 'PACK', options: { count: 2, axis: 1 } }, [2, 3], [activation([2, 3])], [2, 2, 3]),
  UNPACK: alone(
    { kind: 'UNPACK', options: { count: 2, axis: 1 } },
    [activation([3, 2])],
    [activation([3]), activation([3])],
  ),
  SPLIT: alone(
    { kind: 'SPLIT', options: { count: 2 } },
    [int32s([1], []), activation([2, 6])],
    [activation([2, 3]), activation([2, 3])],
  ),
  SPLIT_V: alone(
    { kind: 'SPLIT_V', options: { count: 2 } },
    [activation([2, 6]), int32s([2, -1]), int32s([-1], [])],
    [activation([2, 2]), activation([2, 4])],
  ),
  SLICE: one(plain('SLICE'), [4, 5], [int32s([1, 2]), int32s([2, -1])], [2, 3]),
  STRIDED_SLICE: one(
    {
      kind: 'STRIDED_SLICE',
      options: { beginMask: 1, endMask: 2, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 4, isOffset: false },
    },
    [4, 5, 3],
    [int32s([0, -1, 1]), int32s([3, 0, 2]), int32s([2, -2, 1])],
    [2, 3],
  ),
  TRANSPOSE: one(plain('TRANSPOSE'), [2, 3, 4], [int32s([2, 0, 1])], [4, 2, 3]),
  REVERSE_V2: one(plain('REVERSE_V2'), [2, 3, 4], [int32s([-1, 1])], [2, 3, 4]),
  PAD: one(plain('PAD'), [1, 2, 2, 1], [int32s([0, 0, 1, 1, 0, 2, 0, 0], [4, 2])], [1, 4, 4, 1]),
  PADV2: one(
    plain('PADV2'),
    [2, 3],
    [int32s([1, 0, 0, 2], [2, 2]), { ...activation([]), data: Uint8Array.of(7) }],
    [3, 5],
  ),
  MIRROR_PAD: one({ kind: 'MIRROR_PAD', options: { mode: 'reflect' } }, [2, 3], [int32s([1, 0, 2, 1], [2, 2])], [3, 6]),
  GATHER: one({ kind: 'GATHER', options: { axis: -1, batchDims: 1 } }, [2, 3, 4], [indices([2, 5])], [2, 3, 5]),
  GATHER_ND: one(plain('GATHER_ND'), [3, 4, 2], [int32s([2, 3, 0, 1], [2, 2])], [2, 2]),
  SPACE_TO_DEPTH: one({ kind: 'SPACE_TO_DEPTH', options: { blockSize: 2 } }, [1, 4, 2, 3], [], [1, 2, 1, 12]),
  DEPTH_TO_SPACE: one({ kind: 'DEPTH_TO_SPACE', options: { blockSize: 2 } }, [1, 2, 1, 12], [], [1, 4, 2, 3]),
  SPACE_TO_BATCH_ND: alone(
    plain('SPACE_TO_BATCH_ND'),
    [activation([1, 3, 4, 2], 0.5, 0), int32s([2, 2]), int32s([1, 0, 0, 2], [2, 2])],
    [activation([4, 2, 3, 2], 0.5, 0)],
  ),
  BATCH_TO_SPACE_ND: one(plain('BATCH_TO_SPACE_ND'), [6, 2, 3], [int32s([3]), int32s([1, 2], [1, 2])], [2, 3, 3]),
  BROADCAST_TO: one(plain('BROADCAST_TO'), [3, 1], [int32s([2, 3, 4])], [2, 3, 4]),
  BROADCAST_ARGS: alone(plain('BROADCAST_ARGS'), [indices([3]), indices([2])], [indices([3])]),
  FILL: alone(plain('FILL'), [int32s([2, 3]), scalar('float32')], [{ dtype: 'float32', shape: [2, 3] }]),
  SHAPE: alone({ kind: 'SHAPE', options: { outType: 'int32' } }, [activation([2, 3])], [indices([2])]),
  DYNAMIC_UPDATE_SLICE: one(plain('DYNAMIC_UPDATE_SLICE'), [4, 5], [activation([2, 3]), indices([2])], [4, 5]),
  CIRCULAR_BUFFER: alone(
    { kind: 'CIRCULAR_BUFFER', options: { cyclesMax: 1 } },
    [activation([1, 1, 2, 3])],
    [{ ...activation([1, 4, 2, 3]), isVariable: true }],
  ),
  EMBEDDING_LOOKUP: alone(
    plain('EMBEDDING_LOOKUP'),
    [indices([3]), { ...activation([2, 4], 0.5, 0), data: Uint8Array.of(1, 2, 3, 4, 252, 6, 7, 8) }],
    [{ dtype: 'float32', shape: [3, 4] }],
  ),
  RESIZE_NEAREST_NEIGHBOR: one(
    { kind: 'RESIZE_NEAREST_NEIGHBOR', options: { alignCorners: false, halfPixelCenters: true } },
    [1, 2, 3, 2],
    [int32s([3, 5])],
    [1, 3, 5, 2],
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;
