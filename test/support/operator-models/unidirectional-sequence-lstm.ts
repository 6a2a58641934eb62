import type { DType, Operator } from '../../../host/model/graph.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, constant, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Positions of the tensors: input, four weights each of input and hidden state, four biases, hidden state, cell state, output. */
const INPUTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, 9, 10, 11, 12, -1, -1, 13, 14, -1, -1, -1, -1];
const OUTPUT = 15;

const lstm = (random: Random, type: DType, biasType: DType) => {
  const [batch, times, depth, units] = [
    1 + random.below(3),
    1 + random.below(5),
    1 + random.below(12),
    1 + random.below(9),
  ];
  const isTimeMajor = random.oneIn(2);
  const rows = isTimeMajor ? [times, batch] : [batch, times];
  const zero = type === 'int16' ? 0 : undefined;
  const x = quantized(random, [...rows, depth], between(random, 1e-4, 0.05), zero, type);
  const hidden = quantized(random, [batch, units], between(random, 1 / 40_000, 1 / 100), zero, type);
  const weights = (columns: number) =>
    Array.from({ length: 4 }, () =>
      constant(random, quantized(random, [units, columns], between(random, 1e-3, 0.03), 0)),
    );
  const biases = Array.from({ length: 4 }, () => constant(random, quantized(random, [units], 1, 0, biasType), 5000));
  const cell = quantized(random, [batch, units], 2 ** -(8 + random.below(8)), 0, 'int16');
  const operator = {
    kind: 'UNIDIRECTIONAL_SEQUENCE_LSTM',
    inputs: INPUTS,
    outputs: [OUTPUT],
    options: {
      activation: 'tanh',
      cellClip: random.oneIn(2) ? 0 : between(random, 0.25, 8),
      projectionClip: 0,
      isTimeMajor,
    },
  } as const;
  const states = [hidden, cell].map((state) => ({ ...state, isVariable: true }));
  const y = { ...hidden, shape: [...rows, units] };
  return network(
    [x, ...weights(depth), ...weights(units), ...biases, ...states, y],
    [operator as unknown as Omit<Operator, 'index'>],
  );
};

export default [
  { kind: 'UNIDIRECTIONAL_SEQUENCE_LSTM', dtype: 'int8', make: (random) => lstm(random, 'int8', 'int32') },
  { kind: 'UNIDIRECTIONAL_SEQUENCE_LSTM', dtype: 'int16', make: (random) => lstm(random, 'int16', 'int64') },
] satisfies readonly OperatorModels[];
