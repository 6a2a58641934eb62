import type { Graph } from '../../host/model/graph.ts';
import { refusalOf } from '../../host/model/rules.ts';
import { asReals } from './as-reals.ts';
import { samples } from './graphs.ts';
import { Random } from './random.ts';

const isTaken = (graph: Graph): boolean =>
  graph.operators.every((operator) => refusalOf(graph, operator) === undefined);

/** The samples of operators that take real numbers, too, with real numbers in place of scaled ones. */
export const realVariants: readonly (readonly [kind: string, graph: Graph])[] = Object.entries(samples)
  .filter(([, { tensors }]) => tensors.some(({ dtype }) => dtype === 'int8'))
  .map(([kind, graph]) => [kind, asReals(new Random(1), graph)] as const)
  .filter(([, graph]) => isTaken(graph));
