import type { DType, Operator } from '../../../host/model/graph.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, constant, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const svdf = (random: Random, state: DType) => {
  const [batch, depth] = [1 + random.below(3), 1 + random.below(20)];
  const [rank, units, memory] = [1 + random.below(3), 1 + random.below(6), 1 + random.below(12)];
  const filters = rank * units;
  const x = quantized(random, [batch, depth]);
  const features = constant(random, quantized(random, [filters, depth], between(random, 1e-3, 0.1), 0));
  const remembered = quantized(random, [batch, filters * memory], between(random, 1e-3, 0.1), 0, state);
  const time = constant(random, quantized(random, [filters, memory], between(random, 1e-4, 1e-2), 0, state));
  const scale = (remembered.quantization?.scales[0] ?? 0) * (time.quantization?.scales[0] ?? 0);
  const bias = constant(random, quantized(random, [units], scale, 0, 'int32'), 2000);
  const y = quantized(random, [batch, units], scale * between(random, 8, 4096));
  const operator = {
    kind: 'SVDF',
    inputs: [0, 1, 2, 3, 4],
    outputs: [5],
    options: { rank, activation: 'none' },
  } as const;
  return network(
    [x, features, time, bias, { ...remembered, isVariable: true }, y],
    [operator as Omit<Operator, 'index'>],
  );
};

export default [
  { kind: 'SVDF', dtype: 'int8', make: (random) => svdf(random, 'int16') },
  { kind: 'SVDF', dtype: 'int8_state8', make: (random) => svdf(random, 'int8') },
] satisfies readonly OperatorModels[];
