import { moved } from '../movement.ts';
import type { Context } from '../operator.ts';
import { padding } from '../padding.ts';
import { Refusal } from '../refusal.ts';
import type { Value } from '../values.ts';
import { type Counted, type Meaning, once } from './counted.ts';
import { countedAt } from './inputs.ts';
import { LEAST_ORDINAL, MOST_ORDINAL, realOf } from './real-order.ts';

type Pairs = readonly (readonly [before: number, behind: number])[];

const CODE_BITS = 8;
const MOST_SUM = 2 ** 31 - 2;

/** What may be added: codes of int8, sums of int32, real numbers in their order. */
const rangeOf = ({ isReal, bits }: Counted): readonly [low: number, high: number] => {
  if (isReal) return [LEAST_ORDINAL, MOST_ORDINAL];
  return bits <= CODE_BITS ? [-128, 127] : [-MOST_SUM, MOST_SUM];
};

/** The first whole number of a range whose meaning a number is not beyond, by halving. */
const firstAt = ({ of, line: { factor } }: Meaning, [low, high]: readonly [number, number], real: number): number => {
  let [first, last] = [low, high];
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (factor < 0 ? of(middle) <= real : of(middle) >= real) last = middle;
    else first = middle + 1;
  }
  return first;
};

const within = (value: number, { least, most }: Counted): number => Math.min(Math.max(value, least), most);

/** The whole number that stands for a real one everywhere, if there is one: one that occurs already, where that is possible. */
const wholeFor = (x: Counted, real: number): number => {
  const [meaning] = x.meanings as [Meaning];
  const found = firstAt(meaning, rangeOf(x), real);
  const whole = [within(found, x), found].find((one) => x.meanings.every(({ of }) => of(one) === real));
  if (whole === undefined) throw new Refusal(`pads of ${real}, which no code stands for: put a Quant behind it`);
  return whole;
};

const bitsFor = (least: number, most: number): number => Math.ceil(Math.log2(most - least + 1));

/** Whole numbers around others, by what they stand for. */
export const pad = (context: Context, pairs: Pairs, mode: 'constant' | 'reflect', fill: number): Value => {
  const { builder, node } = context;
  const { signs: _, signSums: __, isSigns, real, ...x } = countedAt(context, 0);
  if (x.pool) throw new Refusal('around the greatest of what is not quantised: put a Quant before it');
  if (mode === 'reflect') return moved(context, padding(x.shape, pairs, mode, fill, true));
  const whole = wholeFor(x, fill);
  const [least, most] = [Math.min(x.least, whole), Math.max(x.most, whole)];
  const around = (value: number) => padding(x.shape, pairs, 'constant', value, true);
  return {
    ...x,
    shape: around(0).shape,
    codes: once(() =>
      builder.during(node, () => around(x.isReal ? realOf(whole) : whole).stored(builder, builder.placed(x.codes()))),
    ),
    ...(real && { real: once(() => builder.during(node, () => around(fill).stored(builder, builder.placed(real())))) }),
    ...(isSigns && Math.abs(whole) === 1 && { isSigns }),
    least,
    most,
    bits: least < x.least || most > x.most ? Math.max(x.bits, bitsFor(least, most)) : x.bits,
  };
};
