import { damaged } from '../../errors.ts';
import { constantOf } from '../constant.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { QuantizedConstant, Value } from '../values.ts';

/** Known real numbers. */
export interface Reals {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** The real numbers of a constant, with or without codes; undefined for what is computed. */
export const realsOf = (value: Value | undefined): Reals | undefined => {
  if (value?.kind === 'constant') return value;
  return value?.kind === 'quantized-constant' ? decoded(value) : undefined;
};

const decoded = ({ shape, codes, scales, zeroPoints, axis }: QuantizedConstant): Reals => {
  const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  const at = (index: number) => Math.floor(index / inner) % scales.length;
  const values = Float64Array.from(
    codes.values,
    (code, index) => (code - (zeroPoints[at(index)] ?? 0)) * (scales[at(index)] ?? 1),
  );
  return { shape, values };
};

/** An input that must be constant; `what` it is is told. */
export const realsAt = ({ inputs }: Pick<Context, 'inputs'>, index: number, what: string): Reals => {
  const value = inputs[index];
  if (!value) throw damaged(`a node without ${what}`);
  const reals = realsOf(value);
  if (!reals) throw new Refusal(`${what} computed at run time: make it a constant`);
  return reals;
};

/** One number. */
export const realAt = (context: Pick<Context, 'inputs'>, index: number, what: string): number => {
  const { values } = realsAt(context, index, what);
  if (values.length !== 1) throw new Refusal(`${what} of ${values.length} elements instead of one`);
  return values[0] as number;
};

/** Numbers that are the same everywhere, or differ along one axis of a shape that they are broadcast to. */
export interface Sliced {
  readonly values: readonly number[];
  readonly axis: number;
}

export const slicedAlong = ({ shape, values }: Reals, target: readonly number[], what: string): Sliced => {
  if (values.length === 1) return { values: [values[0] as number], axis: 0 };
  const lead = target.length - shape.length;
  const long = shape.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));
  const [axis = 0] = long;
  if (lead < 0 || long.some((one) => shape[one] !== target[one + lead]))
    throw damaged(`${what} [${shape}] for [${target}]`);
  if (long.length !== 1)
    throw new Refusal(`${what} that differs along ${long.length} axes: one for all or one a channel is known`);
  return { values: Array.from(values), axis: axis + lead };
};

export const float64s = (shape: readonly number[], values: ArrayLike<number>) => constantOf('float64', shape, values);
