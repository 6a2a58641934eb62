import { damaged } from '../../errors.ts';
import { same } from '../../shapes.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { type Counted, once } from './counted.ts';
import { gridOf } from './inputs.ts';
import { straight } from './meanings.ts';

const MOST_RATIO = 2 ** 12;
const MOST_INT32 = 2 ** 31 - 2;

/** Two scales as whole multiples of a third one. */
const commonGrid = (a: number, b: number): readonly [number, number, unit: number] => {
  for (let second = 1; second <= MOST_RATIO; second++) {
    const first = Math.round((a / b) * second);
    // Products of a float32 and so few bits are exact.
    if (Math.abs(first) > MOST_RATIO * second) break;
    if (first !== 0 && first * b === second * a) return [first, second, b / second];
  }
  throw new Refusal(`scales ${a} and ${b} have no common grid: scales do not fold; give both operands one scale`);
};

/** Add and Sub of two values: whole multiples of whole numbers. */
export const addition = ({ node, builder }: Context, a: Counted, b: Counted): Counted => {
  if (node.opType !== 'Add' && node.opType !== 'Sub') throw new Refusal('two operands that are computed at run time');
  if (!same(a.shape, b.shape)) throw new Refusal(`[${a.shape}] and [${b.shape}], which are not alike`);
  const [left, right] = [gridOf(a), gridOf(b)];
  const [scale, ...others] = left.factors;
  if (others.length > 0 || right.factors.length > 1)
    throw new Refusal('operands whose scales differ between channels: put a Quant of one scale before it');
  const [first, size, unit] = commonGrid(scale as number, right.factors[0] as number);
  const second = node.opType === 'Sub' ? -size : size;
  const offset = 0 - (first * left.zero + second * right.zero);
  const ends = [first * a.least, first * a.most].flatMap((one) =>
    [second * b.least, second * b.most].map((other) => one + other + offset),
  );
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const largest =
    Math.max(...[a.least, a.most].map(Math.abs)) * Math.abs(first) +
    Math.max(...[b.least, b.most].map(Math.abs)) * size;
  if (largest + Math.abs(offset) > MOST_INT32) throw new Refusal('sums beyond 32 bits');
  const codes = once(() =>
    builder.during(node, () => {
      const x = builder.placed(a.codes());
      const w = builder.arranged(b.codes(), x.order);
      if (!same(x.shape, w.shape)) throw damaged(`[${x.shape}] and [${w.shape}] added`);
      const y = builder.stored(`${node.output[0]}_sums`, 'int32', x.shape, {}, x.order);
      builder.emit('QonnxAdd', [x.id, w.id], [y.id], { first, second, offset });
      return y;
    }),
  );
  const meaning = straight((sum) => sum * unit, unit, 0);
  return { kind: 'counted', shape: a.shape, codes, isReal: false, least, most, bits: 32, meanings: [meaning], axis: 0 };
};
