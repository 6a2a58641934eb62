import type { OperatorKind } from '../model/graph.ts';
import { operators } from './operators/index.gen.ts';
import type { OperatorSpec } from './operators/spec.ts';

const specs = new Map<OperatorKind, OperatorSpec>(
  Object.values(operators)
    .map((spec) => spec as unknown as OperatorSpec)
    .flatMap((spec) => spec.kinds.map((kind) => [kind, spec] as const)),
);

/** How operators of a kind become code. */
export const specOf = (kind: OperatorKind): OperatorSpec => specs.get(kind) as OperatorSpec;
