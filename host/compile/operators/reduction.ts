import { axesOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { OperatorOf, Tensor } from '../../model/graph.ts';
import { elementBytes, elements } from '../../model/shapes.ts';
import { heads, longest, offset, splitAxes, stepsOf, stepsWithin } from '../axis-loops.ts';
import { elementType } from '../element-type.ts';
import { meanMultiplier } from '../mean.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

type Kind = 'MEAN' | 'SUM' | 'REDUCE_MAX' | 'REDUCE_MIN' | 'REDUCE_ALL';

/** What is taken in, run by run, from a value to start with. */
interface Reducer {
  readonly kernel: string;
  readonly start: number;
  readonly helpers?: readonly string[];
  /** The statement that stores `result` at an address. */
  readonly finish: (address: string) => string;
}

const storeByte = (address: string): string => `store<u8>(${address}, result);`;

const sum = (kind: Kind, x: Tensor, y: Tensor, type: string): Reducer => {
  const [from, to] = [affine(x), affine(y)];
  const count = elements(x.shape) / elements(y.shape);
  const whole = quantizeMultiplier(from.scale / to.scale);
  const { multiplier, shift } = kind === 'MEAN' ? meanMultiplier(whole, count) : whole;
  return {
    kernel: 'reduce_sum',
    start: Math.imul(-from.zero, count),
    helpers: ['store_rescaled'],
    finish: (address) => `store_rescaled<${type}>(${address}, result, ${multiplier}, ${shift}, ${to.zero});`,
  };
};

const reducerOf = ({ kind }: OperatorOf<Kind>, x: Tensor, y: Tensor, type: string): Reducer => {
  if (kind === 'MEAN' || kind === 'SUM') return sum(kind, x, y, type);
  if (kind === 'REDUCE_ALL') return { kernel: 'reduce_all', start: 1, finish: storeByte };
  return kind === 'REDUCE_MAX'
    ? { kernel: 'reduce_max', start: -128, finish: storeByte }
    : { kernel: 'reduce_min', start: 127, finish: storeByte };
};

/** Every output is made of runs of inputs, the longest that there are; loops over runs and over outputs stand around the kernel's call. */
export default {
  kinds: ['MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_ALL'],
  lower: (operator, { x, y, w }) => {
    const type = elementType(x.dtype);
    const width = elementBytes(x.dtype);
    const { inside, outside } = splitAxes(x.shape, axesOf(integers(w as Tensor), x.shape.length) ?? []);
    const { run, rest } = longest(inside);
    const { kernel, start, helpers, finish } = reducerOf(operator, x, y, type);
    return {
      kernel,
      constants: new Uint8Array(0),
      ...(helpers && { helpers }),
      scratchBytes: 0,
      emit: (at) => {
        const from = `${at.inputs[0]}${offset(stepsOf(outside), 'o', width)}${offset(stepsOf(rest), 'i', width)}`;
        const to = `${at.output}${offset(stepsWithin(outside), 'o', width)}`;
        const call = `${kernel}<${type}>(result, ${from}, ${run.extent}, ${run.step * width})`;
        return `${heads(outside, 'o')}{
    let result: i32 = ${start};
    ${heads(rest, 'i')}result = ${call};
    ${finish(to)}
  }`;
      },
    };
  },
} satisfies OperatorSpec<Kind>;
