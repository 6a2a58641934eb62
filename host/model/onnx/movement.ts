import { damaged } from '../errors.ts';
import { elements, same } from '../shapes.ts';
import type { Constant } from './constant.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { inputAt, pendingOf } from './inputs.ts';
import { rowMajor, sameSequence, transposedView } from './layout.ts';
import type { Context } from './operator.ts';
import { type Counted, once, type Pool } from './qonnx/counted.ts';
import { Refusal } from './refusal.ts';
import { transposed } from './transposed.ts';
import type { QuantizedConstant, Stored, Value } from './values.ts';

/** How elements change places, whatever they stand for. */
export interface Movement {
  readonly shape: readonly number[];
  readonly stored: (builder: GraphBuilder, value: Stored) => Stored;
  readonly constant: (value: Constant) => Constant;
  /** Where an axis with scales of its own goes; undefined if it is torn apart. */
  readonly axis: (axis: number) => number | undefined;
}

/** Elements of the node's first input in other places: real numbers stay real numbers, codes codes, constants constants. */
export const moved = (context: Context, movement: Movement): Value => {
  const { builder } = context;
  const { shape } = movement;
  const value = inputAt(context, 0);
  switch (value.kind) {
    case 'constant':
      return movement.constant(value);
    case 'stored':
      return movement.stored(builder, value);
    case 'dequantized':
      return { ...value, shape, codes: movement.stored(builder, value.codes) };
    case 'quantized-constant':
      return movedConstant(value, movement);
    case 'counted':
      return movedCounted(context, value, movement);
    case 'pending':
      return pendingOf(context, {
        shape,
        store: (storage, bounds) => movement.stored(builder, value.store(storage, bounds)),
      });
  }
};

const movedCounted = (
  { builder, node }: Pick<Context, 'builder' | 'node'>,
  value: Counted,
  movement: Movement,
): Counted => {
  const { codes, real, signs: _, signSums, pool, ...rest } = value;
  const { meanings } = rest;
  if (pool) {
    const moving: Pool = {
      ...pool,
      axis: pool.isMoved ? pool.axis : value.axis,
      isMoved: true,
      ofCodes: (quantised) => movedCounted({ builder, node }, pool.ofCodes(quantised), movement),
      ofReals: (reals) => builder.during(node, () => movement.stored(builder, pool.ofReals(reals))),
    };
    return { ...rest, codes, shape: movement.shape, axis: 0, pool: moving, ...(signSums && { signSums }) };
  }
  const axis = meanings.length === 1 ? 0 : movement.axis(value.axis);
  if (axis === undefined)
    throw new Refusal('a value whose axis of scales is reshaped: put a Quant of one scale before it');
  const after = (of: () => Stored) => once(() => builder.during(node, () => movement.stored(builder, of())));
  return { ...rest, shape: movement.shape, codes: after(codes), ...(real && { real: after(real) }), axis };
};

const movedConstant = (value: QuantizedConstant, movement: Movement): QuantizedConstant => {
  const axis = value.scales.length === 1 ? 0 : movement.axis(value.axis);
  if (axis === undefined) throw new Refusal('a constant whose axis of scales is reshaped');
  return { ...value, shape: movement.shape, codes: movement.constant(value.codes), axis };
};

export const transposition = (shape: readonly number[], perm: readonly number[]): Movement => {
  if (perm.length !== shape.length || !rowMajor(shape.length).every((axis) => perm.includes(axis)))
    throw damaged(`perm ${perm} for rank ${shape.length}`);
  return {
    shape: perm.map((axis) => shape[axis] as number),
    stored: (builder, value) => {
      const source = builder.placed(value);
      return { ...source, ...transposedView(source, perm) };
    },
    constant: (value) => transposed(value, perm),
    axis: (axis) => perm.indexOf(axis),
  };
};

/** The same elements, counted in ONNX's order, under another shape. */
export const reshaping = (from: readonly number[], shape: readonly number[]): Movement => {
  if (elements(from) !== elements(shape)) throw damaged(`[${from}] reshaped to [${shape}]`);
  return {
    shape,
    stored: (builder, value) => reshaped(builder, value, shape),
    constant: (value) => ({ ...value, shape }),
    axis: (axis) => {
      const before = elements(from.slice(0, axis));
      const at = shape.findIndex(
        (extent, index) => extent === from[axis] && elements(shape.slice(0, index)) === before,
      );
      return at === -1 ? undefined : at;
    },
  };
};

/** A RESHAPE where the elements lie as ONNX counts them; else a note to be made good when somebody needs them so. */
const reshaped = (builder: GraphBuilder, value: Stored, shape: readonly number[]): Stored => {
  const source = value.reshapes ?? value;
  if (same(source.shape, shape)) return source;
  if (sameSequence(source.shape, source.order, rowMajor(source.shape.length))) return builder.reshaped(source, shape);
  return { ...source, shape, order: rowMajor(shape.length), reshapes: source };
};

/** The shape of the node's first input. */
export const shapeAt = (context: Context, index = 0): readonly number[] => inputAt(context, index).shape;
