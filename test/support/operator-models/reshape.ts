import type { DType } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { int32s, network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

/** Factors of a number in any order, ones among them. */
const factors = (random: Random, product: number): number[] => {
  const shape = random.oneIn(3) ? [1] : [];
  let rest = product;
  while (rest > 1) {
    const all = Array.from({ length: rest }, (_, at) => at + 1);
    const extent = random.pick(all.filter((candidate) => candidate > 1 && rest % candidate === 0));
    shape.push(extent);
    rest /= extent;
  }
  return shape.length > 0 ? shape : [1];
};

/** To another rank; the shape is a constant, in which an extent may be left open, or stands with the output alone. */
const reshape = (random: Random, dtype: DType) => {
  const x = ofType(random, anyShape(random, 1 + random.below(5), 4), dtype);
  const shape = factors(random, elements(x.shape));
  const y = { ...x, shape };
  const open = random.below(shape.length);
  const asked = int32s(random.oneIn(2) ? shape : shape.with(open, -1));
  const operator = (inputs: readonly number[], output: number) =>
    ({ kind: 'RESHAPE', inputs, outputs: [output], options: {} }) as const;
  return random.oneIn(4) ? network([x, y], [operator([0], 1)]) : network([x, asked, y], [operator([0, 1], 2)]);
};

const types = ['int8', 'uint8', 'int16', 'int32', 'int64', 'bool', 'float32'] as const;

export default forTypes('RESHAPE', types, reshape) satisfies OperatorModels[];
