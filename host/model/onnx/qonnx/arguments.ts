import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { realAt, realsAt, type Sliced, slicedAlong } from './constants.ts';
import { roundings } from './rounding.ts';

/** Scales of a quantiser: positive numbers, one for all or one for each slice along an axis. */
export const scalesAt = (context: Context, index: number, shape: readonly number[], what = 'scale'): Sliced => {
  const scales = slicedAlong(realsAt(context, index, what), shape, what);
  const wrong = scales.values.find((scale) => !(scale > 0 && Number.isFinite(scale)));
  if (wrong !== undefined) throw new Refusal(`${what} ${wrong}: it must be positive`);
  return scales;
};

/** Zero points along the axis of the scales, or one for all. */
export const zeroPointsAt = (context: Context, index: number, shape: readonly number[], scales: Sliced): Sliced => {
  const zeros = slicedAlong(realsAt(context, index, 'zero point'), shape, 'zero point');
  const wrong = zeros.values.find((zero) => !Number.isInteger(zero));
  if (wrong !== undefined) throw new Refusal(`zero point ${wrong} is no integer`);
  if (zeros.values.length > 1 && scales.values.length > 1 && zeros.axis !== scales.axis)
    throw new Refusal('scales and zero points along different axes');
  return zeros;
};

const MOST_BITS = 32;

export const bitsAt = (context: Context, index: number): number => {
  const bits = realAt(context, index, 'bit width');
  if (!Number.isInteger(bits) || bits < 1 || bits > MOST_BITS)
    throw new Refusal(`bit width ${bits}: integers from 1 to ${MOST_BITS} are known`);
  return bits;
};

export const roundingOf = ({ attributes }: Context, absent: string): ((value: number) => number) => {
  const name = attributes.text('rounding_mode', absent).toUpperCase();
  const rounding = Object.hasOwn(roundings, name) ? roundings[name] : undefined;
  if (!rounding) throw new Refusal(`rounding mode ${name}: ${Object.keys(roundings).join(', ')} are known`);
  return rounding;
};

/** The codes of so many bits; narrow leaves out the lowest signed one, the highest unsigned one. */
export const codeRange = (bits: number, isSigned: boolean, isNarrow: boolean): readonly [low: number, high: number] =>
  isSigned ? [-(2 ** (bits - 1)) + (isNarrow ? 1 : 0), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1 - (isNarrow ? 1 : 0)];

/** One entry for each slice along the axis that scales or zero points have. */
export const together = <T>(
  a: Sliced,
  b: Sliced,
  make: (a: number, b: number) => T,
): { readonly list: readonly T[]; readonly along: Sliced } => {
  const along = a.values.length > 1 ? a : b;
  const list = along.values.map((_, slice) =>
    make(a.values[a.values.length === 1 ? 0 : slice] as number, b.values[b.values.length === 1 ? 0 : slice] as number),
  );
  return { list, along };
};
