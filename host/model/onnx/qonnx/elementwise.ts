import { damaged } from '../../errors.ts';
import { broadcast, elements } from '../../shapes.ts';
import { inputAt } from '../inputs.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { QuantizedConstant, Value } from '../values.ts';
import { addition } from './addition.ts';
import { float64s, type Reals, realsAt, realsOf, slicedAlong } from './constants.ts';
import type { Counted } from './counted.ts';
import { countedAt } from './inputs.ts';
import { clamping, everywhere, type Step, stepped, straight } from './meanings.ts';

type Binary = (a: number, b: number) => number;

interface Arithmetic {
  readonly of: Binary;
  /** A value behind or before a constant; absent where the result is no line. */
  readonly behind?: (constant: number) => Step;
  readonly before?: (constant: number) => Step;
}

/** Two operands, one of them constant or both. */
const arithmetic: Readonly<Record<string, Arithmetic>> = {
  Add: {
    of: (a, b) => a + b,
    before: (b) => straight((a) => a + b, 1, b),
    behind: (a) => straight((b) => a + b, 1, a),
  },
  Sub: {
    of: (a, b) => a - b,
    before: (b) => straight((a) => a - b, 1, -b),
    behind: (a) => straight((b) => a - b, -1, a),
  },
  Mul: {
    of: (a, b) => a * b,
    before: (b) => straight((a) => a * b, b, 0),
    behind: (a) => straight((b) => a * b, a, 0),
  },
  Div: { of: (a, b) => a / b, before: (b) => straight((a) => a / b, 1 / b, 0) },
  Pow: { of: (a, b) => a ** b },
  Max: { of: Math.max, before: (b) => clamping(b, Infinity), behind: (a) => clamping(a, Infinity) },
  Min: { of: Math.min, before: (b) => clamping(-Infinity, b), behind: (a) => clamping(-Infinity, a) },
};

export const binary = (context: Context): Value => {
  const { node, inputs } = context;
  const { of, before, behind } = arithmetic[node.opType] as Arithmetic;
  if (inputs.length !== 2) throw new Refusal(`${inputs.length} operands`);
  const [a, b] = [realsOf(inputAt(context, 0)), realsOf(inputAt(context, 1))];
  if (a && b) return rescaled(context) ?? folded(a, b, of);
  if (!a && !b) return addition(context, countedAt(context, 0), countedAt(context, 1));
  const x = countedAt(context, a ? 1 : 0);
  const constant = (a ?? b) as Reals;
  const step = a ? behind : before;
  if (!step) throw new Refusal('a result that is no line over its input');
  const along = slicedAlong(constant, x.shape, `operand "${node.input[a ? 0 : 1]}"`);
  const unfit = along.values.find((value) => !Number.isFinite(step(value).line.factor) || Number.isNaN(value));
  if (unfit !== undefined) throw new Refusal(`the constant ${unfit}`);
  return stepped(x, along, step);
};

/** Codes times or over constants, one for all or one for each slice: codes with other scales. */
const rescaled = ({ node, inputs }: Context): QuantizedConstant | undefined => {
  const [a, b] = inputs;
  const isProduct = node.opType === 'Mul';
  if (!isProduct && node.opType !== 'Div') return undefined;
  const [codes, by] = a?.kind === 'quantized-constant' || !isProduct ? [a, b] : [b, a];
  const factors = realsOf(by);
  if (codes?.kind !== 'quantized-constant' || !factors) return undefined;
  const long = factors.shape.filter((extent) => extent !== 1);
  if (long.length > 1 || factors.shape.length > codes.shape.length) return undefined;
  const along = slicedAlong(factors, codes.shape, 'factor');
  const isSliced = along.values.length > 1;
  if (isSliced && codes.scales.length > 1 && along.axis !== codes.axis) return undefined;
  if (along.values.some((factor) => !(Math.abs(factor) > 0 && Number.isFinite(factor)))) return undefined;
  const most = Math.max(along.values.length, codes.scales.length);
  const at = (list: readonly number[], slice: number) => list[list.length === 1 ? 0 : slice] as number;
  const scales = Array.from({ length: most }, (_, slice) =>
    isProduct ? at(codes.scales, slice) * at(along.values, slice) : at(codes.scales, slice) / at(along.values, slice),
  );
  const zeroPoints = scales.map((_, slice) => at(codes.zeroPoints, slice));
  return { ...codes, scales, zeroPoints, axis: isSliced ? along.axis : codes.axis };
};

const MOST_ELEMENTS = 2 ** 24;

/** Both constant, and so the result. */
const folded = (a: Reals, b: Reals, of: Binary): Value => {
  const shape = broadcast(a.shape, b.shape);
  if (!shape || elements(shape) > MOST_ELEMENTS) throw damaged(`[${a.shape}] with [${b.shape}]`);
  const at = (reals: Reals) => {
    const lead = shape.length - reals.shape.length;
    return (index: number) => {
      let [offset, size, rest] = [0, 1, index];
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const extent = axis >= lead ? (reals.shape[axis - lead] as number) : 1;
        const along = rest % (shape[axis] as number);
        rest = Math.floor(rest / (shape[axis] as number));
        if (extent > 1) offset += along * size;
        size *= extent;
      }
      return reals.values[offset] as number;
    };
  };
  const [left, right] = [at(a), at(b)];
  return float64s(
    shape,
    Float64Array.from({ length: elements(shape) }, (_, index) => of(left(index), right(index))),
  );
};

/** Relu and Clip. */
export const clamped = (context: Context, low: number, high: number): Counted =>
  stepped(countedAt(context, 0), everywhere, () => clamping(low, high));

/** x, gamma, beta, mean, variance: (x - mean) / √(variance + epsilon) · gamma + beta. */
export const batchNormalization = (context: Context): Counted => {
  const { attributes, node } = context;
  const x = countedAt(context, 0);
  if (attributes.int('training_mode', 0) !== 0 || node.output.filter((name) => name !== '').length > 1)
    throw new Refusal('training mode: export the network for inference');
  attributes.ignore('momentum', 'spatial');
  const epsilon = attributes.float('epsilon', Math.fround(1e-5));
  const channels = x.shape[1] ?? 1;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((what, index) => {
    const { shape, values } = realsAt(context, index + 1, what);
    if (shape.length !== 1 || values.length !== channels) throw damaged(`${what} [${shape}] for ${channels} channels`);
    return values;
  }) as [Reals['values'], Reals['values'], Reals['values'], Reals['values']];
  const slices = { values: Array.from(gamma), axis: 1 };
  return stepped(x, slices, (scale, channel) => {
    const [shift, centre] = [beta[channel] as number, mean[channel] as number];
    const deviation = Math.sqrt((variance[channel] as number) + epsilon);
    const factor = scale / deviation;
    if (!Number.isFinite(factor + shift + centre) || !(deviation > 0))
      throw new Refusal(
        `channel ${channel}: gamma ${scale}, beta ${shift}, mean ${centre}, variance ${variance[channel]}`,
      );
    return straight((value) => ((value - centre) / deviation) * scale + shift, factor, shift - centre * factor);
  });
};
