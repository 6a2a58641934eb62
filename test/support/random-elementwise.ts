import type { DType, Operator } from '../../host/model/graph.ts';
import { broadcast, elements, tensorBytes } from '../../host/model/shapes.ts';
import type { Draft } from './drafts.ts';
import type { Random } from './random.ts';
import { anyShape } from './random-drafts.ts';

const MOST_ELEMENTS = 1500;
const MAX_RANK = 6;

/** Of scalars up to the largest rank. */
const smallShape = (random: Random): number[] => {
  for (;;) {
    const shape = anyShape(random, random.below(MAX_RANK + 1), random.pick([2, 4, 7]));
    if (elements(shape) <= MOST_ELEMENTS) return shape;
  }
};

/** The shape with some extents 1, and outer ones left out. */
const broadcastOf = (random: Random, shape: readonly number[]): number[] =>
  shape.map((extent) => (random.oneIn(3) ? 1 : extent)).slice(random.oneIn(3) ? random.below(shape.length + 1) : 0);

/** Shapes of inputs, often alike, and the one to which all of them are broadcast. */
export const broadcastShapes = (random: Random, inputs: number): { inputs: number[][]; output: number[] } => {
  const whole = smallShape(random);
  const shapes = Array.from({ length: inputs }, () => (random.oneIn(2) ? whole : broadcastOf(random, whole)));
  return { inputs: shapes, output: shapes.reduce((all, one) => broadcast(all, one) as number[], []) };
};

/** Numbers that stand for themselves. */
export const plain = (dtype: DType, shape: readonly number[]): Draft => ({ dtype, shape });

/** Elements of all sizes, or only 0 .. 3; those of bool are 0 or 1. */
export const constant = (random: Random, draft: Draft): Draft => {
  const isSmall = random.oneIn(2);
  const width = tensorBytes({ ...draft, shape: [] });
  const most = draft.dtype === 'bool' ? 2 : isSmall ? 4 : 256;
  const byteAt = (at: number) => (isSmall && at % width > 0 ? 0 : random.below(most));
  return { ...draft, data: Uint8Array.from({ length: tensorBytes(draft) }, (_, at) => byteAt(at)) };
};

/** In a third of all cases one of them is a constant. */
export const oneConstant = (random: Random, inputs: readonly Draft[]): Draft[] => {
  const at = random.oneIn(3) ? random.below(inputs.length) : -1;
  return inputs.map((input, position) => (position === at ? constant(random, input) : input));
};

/** Any fused activation that kernels compute. */
export const fused = (random: Random): Operator['options'] => ({
  activation: random.pick(['none', 'relu', 'relu6', 'relu_n1_to_1'] as const),
});
