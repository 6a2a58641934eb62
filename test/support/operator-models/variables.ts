import type { Graph, Operator } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import type { Draft } from '../drafts.ts';
import { network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const handle: Draft = { dtype: 'resource', shape: [1] };
const variable = (name: number, output: number): Omit<Operator, 'index'> => ({
  ...{ kind: 'VAR_HANDLE', inputs: [], outputs: [output] },
  options: { container: '', sharedName: `v${name}` },
});

/** Gives variables their first values. */
const initial = (random: Random, values: readonly Draft[]): Graph =>
  network(
    values.flatMap((value) => [
      handle,
      { ...value, data: Uint8Array.from({ length: elements(value.shape) }, () => random.below(256)) },
    ]),
    values.flatMap((_, at) => [
      variable(at, 2 * at),
      { kind: 'ASSIGN_VARIABLE' as const, inputs: [2 * at, 2 * at + 1], outputs: [], options: {} },
    ]),
    [],
    [],
  );

/** One to three variables, to each of which a frame adds its own input; the sum, which is kept, is an output. */
const accumulators = (random: Random, isInitialised: boolean): Graph => {
  const sums = Array.from({ length: 1 + random.below(3) }, () =>
    quantized(random, anyShape(random, 1 + random.below(3), 5)),
  );
  const tensors = sums.flatMap((sum): Draft[] => {
    const [scale = 1] = sum.quantization?.scales ?? [];
    const x = quantized(random, sum.shape, scale * between(random, 0.05, 1));
    return [x, handle, sum, sum];
  });
  const operators = sums.flatMap((_, at): Omit<Operator, 'index'>[] => {
    const [x, own, read, sum] = [0, 1, 2, 3].map((tensor) => 4 * at + tensor) as [number, number, number, number];
    return [
      variable(at, own),
      { kind: 'READ_VARIABLE', inputs: [own], outputs: [read], options: {} },
      { kind: 'ADD', inputs: [x, read], outputs: [sum], options: { activation: 'none' } },
      { kind: 'ASSIGN_VARIABLE', inputs: [own, sum], outputs: [], options: {} },
    ];
  });
  const called = { kind: 'CALL_ONCE', inputs: [], outputs: [], options: { subgraph: 0 } } as const;
  const places = (first: number) => sums.map((_, at) => 4 * at + first);
  const graph = network(tensors, isInitialised ? [called, ...operators] : operators, places(0), places(3));
  return isInitialised ? { ...graph, subgraphs: [initial(random, sums)] } : graph;
};

const kinds = ['VAR_HANDLE', 'READ_VARIABLE', 'ASSIGN_VARIABLE', 'CALL_ONCE'] as const;

export default kinds.map((kind) => ({
  kind,
  dtype: 'int8',
  make: (random) => accumulators(random, kind === 'CALL_ONCE'),
})) satisfies readonly OperatorModels[];
