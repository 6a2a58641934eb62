import { damaged } from '../../errors.ts';
import { same } from '../../shapes.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { type Counted, once } from './counted.ts';
import { type Grid, gridded } from './grid.ts';
import { straight } from './meanings.ts';

const MOST_RATIO = 2 ** 12;
const MOST_INT32 = 2 ** 31 - 2;

type Ratio = readonly [first: number, second: number, unit: number];

/** Two scales as whole multiples of a third one. */
const commonGrid = (a: number, b: number): Ratio => {
  for (let second = 1; second <= MOST_RATIO; second++) {
    const first = Math.round((a / b) * second);
    // Products of a float32 and so few bits are exact.
    if (Math.abs(first) > MOST_RATIO * second) break;
    if (first !== 0 && first * b === second * a) return [first, second, b / second];
  }
  throw new Refusal(`scales ${a} and ${b} have no common grid: scales do not fold; give both operands one scale`);
};

const at = (list: readonly number[], slice: number): number => list[list.length === 1 ? 0 : slice] as number;

/** The same multiples in all slices, and the unit and rest of each. */
const commonGrids = (left: Grid, right: Grid) => {
  const count = Math.max(left.factors.length, right.factors.length);
  const ratios = Array.from({ length: count }, (_, slice) =>
    commonGrid(at(left.factors, slice), at(right.factors, slice)),
  );
  const [[first, second]] = ratios as [Ratio];
  if (ratios.some((ratio) => ratio[0] !== first || ratio[1] !== second))
    throw new Refusal('operands whose scales differ between channels: put a Quant of one scale before it');
  return { first, second, units: ratios.map(([, , unit]) => unit) };
};

/** Add and Sub of two values: whole multiples of whole numbers. */
export const addition = (context: Context, one: Counted, other: Counted): Counted => {
  const { node, builder } = context;
  if (node.opType !== 'Add' && node.opType !== 'Sub') throw new Refusal('two operands that are computed at run time');
  if (!same(one.shape, other.shape)) throw new Refusal(`[${one.shape}] and [${other.shape}], which are not alike`);
  const { value: a, grid: left } = gridded(context, one);
  const { value: b, grid: right } = gridded(context, other);
  if (a.meanings.length > 1 && b.meanings.length > 1 && a.axis !== b.axis)
    throw new Refusal('operands whose scales differ along different axes');
  const { first, second: size, units } = commonGrids(left, right);
  const sign = node.opType === 'Sub' ? -1 : 1;
  const second = sign * size;
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
  const meanings = Array.from({ length: Math.max(a.meanings.length, b.meanings.length) }, (_, slice) => {
    const [unit, rest] = [at(units, slice), at(left.rests, slice) + sign * at(right.rests, slice)];
    return straight((sum) => sum * unit + rest, unit, rest);
  });
  const axis = a.meanings.length > 1 ? a.axis : b.axis;
  return { kind: 'counted', shape: a.shape, codes, isReal: false, least, most, bits: 32, meanings, axis };
};
