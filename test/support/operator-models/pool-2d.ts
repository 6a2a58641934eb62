import type { DType } from '../../../host/model/graph.ts';
import { windowOutput } from '../../../host/model/shapes.ts';
import { network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;

type Kind = 'AVERAGE_POOL_2D' | 'MAX_POOL_2D';

/** Windows of any size, over the whole input, too, and larger than it where it is padded. */
const pool = (random: Random, kind: Kind, dtype: DType) => {
  const [n, h, w, c] = anyShape(random, 4, 9) as [number, number, number, number];
  const batches = Math.min(n, 2);
  const padding = random.pick(['same', 'valid'] as const);
  const window = (extent: number) =>
    random.oneIn(4) ? extent : 1 + random.below(padding === 'same' ? extent + 2 : extent);
  const [filterH, filterW] = [window(h), window(w)];
  const [strideH, strideW] = [1 + random.below(3), 1 + random.below(3)];
  const x = quantized(random, [batches, h, w, c], undefined, undefined, dtype);
  const shape = [
    batches,
    windowOutput(h, filterH, strideH, 1, padding),
    windowOutput(w, filterW, strideW, 1, padding),
    c,
  ];
  const options = { padding, strideH, strideW, filterH, filterW, activation: random.pick(activations) };
  return network([x, { ...x, shape }], [{ kind, inputs: [0], outputs: [1], options }]);
};

const modelsOf = (kind: Kind, dtype: DType): OperatorModels => ({
  kind,
  dtype,
  make: (random) => pool(random, kind, dtype),
});

export default [
  modelsOf('AVERAGE_POOL_2D', 'int8'),
  modelsOf('AVERAGE_POOL_2D', 'int16'),
  modelsOf('MAX_POOL_2D', 'int8'),
  modelsOf('MAX_POOL_2D', 'int16'),
] satisfies readonly OperatorModels[];
