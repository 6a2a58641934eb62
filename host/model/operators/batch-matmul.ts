import type { Tensor } from '../graph.ts';
import { matrixShapes } from '../matrices.ts';
import { complaintAboutRescale, singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseZeroPoint } from '../sum-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** TensorFlow Lite Micro's limits (kernels/batch_matmul.cc). */
const [MIN_RANK, MAX_RANK] = [2, 5];
/** Products of 16 bits that may be added up before they are rescaled: 2^17 · 2^30 = 2^47. */
const MAX_WIDE_DEPTH = 2 ** 17;

const refuseRank = (...tensors: readonly (Tensor | undefined)[]): string | undefined => {
  const other = tensors.find((tensor) => tensor && (tensor.shape.length < MIN_RANK || tensor.shape.length > MAX_RANK));
  return other && `of rank ${other.shape.length}`;
};

/** x [..., rows, depth] and w [..., depth, columns], or each turned, their outer axes broadcast. */
export default {
  kinds: ['BATCH_MATMUL'],
  inputs: [2, 2],
  learned: [0, 1],
  products: ({ options }, { x, w, y }) => {
    const macs = elements(y.shape) * (matrixShapes(options, x, w as Tensor)?.depth ?? 0);
    const [weights, values] = x.data ? [x, w] : [w, x];
    return [{ macs, weights, values }];
  },
  refusal: (_, { x, w, y }) =>
    refuseMixed([x, w, y], 'int8', 'int16', 'float32') ?? refuseRank(x, w) ?? refuseZeroPoint(x, w as Tensor, y),
  complaint: ({ options }, { x, w, y }) => {
    const shapes = matrixShapes(options, x, w as Tensor);
    if (!shapes) return `[${x.shape}] × [${w?.shape}]`;
    const due = [...shapes.batch, shapes.rows, shapes.columns];
    if (!same(due, y.shape)) return `output [${y.shape}] where [${due}] is due`;
    if (x.dtype === 'int16' && shapes.depth >= MAX_WIDE_DEPTH) return `sums of ${shapes.depth} products of int16`;
    if (x.dtype === 'float32') return undefined;
    return (
      singleScales([x, w as Tensor, y]) ?? complaintAboutRescale([x, w as Tensor], y, x.dtype === 'int16' ? 64 : 32)
    );
  },
} satisfies OperatorRules<'BATCH_MATMUL'>;
