import type { GraphBuilder } from '../graph-builder.ts';
import type { Shape } from '../layers/layer.ts';

/** Options of the family's convolutions: no padding. */
export const convOptions = (stride: number, activation: 'none' | 'relu') =>
  ({ padding: 'valid', strideH: stride, strideW: stride, dilationH: 1, dilationW: 1, activation }) as const;

/** Of its pool, beside an activation where the operator has one. */
export const POOL = { padding: 'valid', strideH: 2, strideW: 2, filterH: 2, filterW: 2 } as const;

/** An image as one row; adds the operator, and gives `to`. */
export const flattened = (graph: GraphBuilder, from: number, to: number, length: number): number => {
  const shape = graph.constant('flat/shape', [2], Int32Array.of(1, length));
  graph.operator({ kind: 'RESHAPE', inputs: [from, shape], outputs: [to], options: {} });
  return to;
};

export const imageShape = (shape: Shape): number[] => [1, ...shape];
