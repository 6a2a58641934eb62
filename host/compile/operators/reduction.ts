import { axesOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { OperatorOf, Tensor } from '../../model/graph.ts';
import { differentScales } from '../../model/scale-rules.ts';
import { elementBytes, elements } from '../../model/shapes.ts';
import { heads, innermost, longest, offset, splitAxes, stepsOf, stepsWithin } from '../axis-loops.ts';
import { elementType } from '../element-type.ts';
import { meanMultiplier } from '../mean.ts';
import { storeMean } from '../mean-float.ts';
import { affine, multiplierWords, quantizeMultiplier } from '../quantize.ts';
import { floatMultiplier } from '../requantize-xnnpack.ts';
import type { OperatorSpec } from './spec.ts';

type Kind = 'MEAN' | 'SUM' | 'REDUCE_MAX' | 'REDUCE_MIN' | 'REDUCE_ALL';

/** What is taken in, run by run, from a value to start with. */
interface Reducer {
  readonly kernel: string;
  /** What its generic is called with. */
  readonly of?: string;
  /** The type of the value. */
  readonly type: 'i32' | 'f32';
  readonly start: number | string;
  readonly helpers?: readonly string[];
  /** The statement that stores `result` at an address. */
  readonly finish: (address: string) => string;
}

const storeByte = (address: string): string => `store<u8>(${address}, result);`;

/** The mean of whole images, which XNNPACK takes. */
const isOfImages = ({ shape }: Tensor, axes: readonly number[]): boolean =>
  shape.length === 4 && new Set(axes).size === 2 && axes.every((axis) => axis === 1 || axis === 2);

/** As TensorFlow Lite has it on hosts: where nothing is rescaled, towards zero. */
const meanOnHosts = (x: Tensor, y: Tensor, count: number, axes: readonly number[]): Reducer => {
  const plain = { kernel: 'reduce_sum', of: 'i8', type: 'i32', start: 0 } as const;
  if (!isOfImages(x, axes) && !differentScales(x, y))
    return { ...plain, finish: (address) => `store<i8>(${address}, result / ${count});` };
  if (!isOfImages(x, axes)) return { ...plain, helpers: ['store_mean_s8'], finish: storeMean(x, y, count) };
  const [from, to] = [affine(x), affine(y)];
  const words = multiplierWords(floatMultiplier(Math.fround(from.scale / to.scale) / count));
  return {
    ...plain,
    start: Math.imul(-from.zero, count),
    helpers: ['store_rescaled'],
    finish: (address) => `store_rescaled<i8>(${address}, result, ${words.join(', ')}, ${to.zero});`,
  };
};

const sum = (kind: Kind, x: Tensor, y: Tensor, type: string, axes: readonly number[]): Reducer => {
  const [from, to] = [affine(x), affine(y)];
  const count = elements(x.shape) / elements(y.shape);
  if (kind === 'MEAN' && to.rounding === 'xnnpack') return meanOnHosts(x, y, count, axes);
  const whole = quantizeMultiplier(from.scale / to.scale);
  const { multiplier, shift } = kind === 'MEAN' ? meanMultiplier(whole, count) : whole;
  return {
    kernel: 'reduce_sum',
    of: type,
    type: 'i32',
    start: Math.imul(-from.zero, count),
    helpers: ['store_rescaled'],
    finish: (address) => `store_rescaled<${type}>(${address}, result, ${multiplier}, ${shift}, ${to.zero});`,
  };
};

const ofReals = (kind: Kind, x: Tensor, y: Tensor): Reducer => {
  if (kind === 'REDUCE_MAX' || kind === 'REDUCE_MIN') {
    const [kernel, start] =
      kind === 'REDUCE_MAX' ? ['reduce_max_f32', '-f32.MAX_VALUE'] : ['reduce_min_f32', 'f32.MAX_VALUE'];
    return { kernel, type: 'f32', start, finish: (address) => `store<f32>(${address}, result);` };
  }
  const divided = kind === 'MEAN' ? ` / ${elements(x.shape) / elements(y.shape)}` : '';
  return {
    kernel: 'reduce_sum_f32',
    type: 'f32',
    start: 0,
    finish: (address) => `store<f32>(${address}, result${divided});`,
  };
};

const reducerOf = ({ kind }: OperatorOf<Kind>, x: Tensor, y: Tensor, axes: readonly number[]): Reducer => {
  if (x.dtype === 'float32') return ofReals(kind, x, y);
  const type = elementType(x.dtype);
  if (kind === 'MEAN' || kind === 'SUM') return sum(kind, x, y, type, axes);
  const bytes = { of: type, type: 'i32', finish: storeByte } as const;
  if (kind === 'REDUCE_ALL') return { ...bytes, kernel: 'reduce_all', start: 1 };
  return kind === 'REDUCE_MAX'
    ? { ...bytes, kernel: 'reduce_max', start: -128 }
    : { ...bytes, kernel: 'reduce_min', start: 127 };
};

/**
 * Every output is made of runs of inputs, the longest that there are, of reals the innermost, whose order counts; loops over runs and
 * over outputs stand around the kernel's call.
 */
export default {
  kinds: ['MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_ALL'],
  lower: (operator, { x, y, w }) => {
    const width = elementBytes(x.dtype);
    const axes = axesOf(integers(w as Tensor), x.shape.length) ?? [];
    const { inside, outside } = splitAxes(x.shape, axes);
    const { run, rest } = x.dtype === 'float32' ? innermost(inside) : longest(inside);
    const { kernel, of, type, start, helpers, finish } = reducerOf(operator, x, y, axes);
    return {
      kernel,
      constants: new Uint8Array(0),
      ...(helpers && { helpers }),
      scratchBytes: 0,
      emit: (at) => {
        const from = `${at.inputs[0]}${offset(stepsOf(outside), 'o', width)}${offset(stepsOf(rest), 'i', width)}`;
        const to = `${at.output}${offset(stepsWithin(outside), 'o', width)}`;
        const call = `${kernel}${of ? `<${of}>` : ''}(result, ${from}, ${run.extent}, ${run.step * width})`;
        return `${heads(outside, 'o')}{
    let result: ${type} = ${start};
    ${heads(rest, 'i')}result = ${call};
    ${finish(to)}
  }`;
      },
    };
  },
} satisfies OperatorSpec<Kind>;
