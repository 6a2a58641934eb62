import type { Tensor } from '../../model/graph.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { type Axis, axesOf, loops, offsets, outputSteps } from '../broadcast.ts';
import type { Lowered } from '../operators/spec.ts';
import { literal } from './literal.ts';

interface Parameters {
  /** Follow the elements. */
  readonly numbers?: readonly number[];
  /** Its address follows these. */
  readonly table?: Uint8Array;
}

/** An operator of float32 whose every output is made of one element of each input: `kernel(a, …, numbers, table)`. */
export const lowerReals = (
  kernel: string,
  inputs: readonly Tensor[],
  y: Tensor,
  { numbers = [], table }: Parameters = {},
): Lowered => {
  const axes = axesOf(inputs, y);
  const inner = axes.at(-1) as Axis;
  const outer = axes.slice(0, -1);
  return {
    kernel,
    constants: table ?? new Uint8Array(0),
    reads: inputs.map((_, position) => position),
    scratchBytes: 0,
    order: 'elements',
    emit: (at) => {
      const element = (_: Tensor, position: number) => {
        const rest = offsets(outer.map(({ steps }) => steps[position] ?? 0));
        return `load<f32>(${at.inputs[position]}${rest} + n * ${inner.steps[position]})`;
      };
      const output = `${at.output}${offsets(outputSteps(axes, tensorBytes({ dtype: y.dtype, shape: [] })))}`;
      const call = [...inputs.map(element), ...numbers.map(literal), ...(table ? [at.constants] : [])].join(', ');
      const loop = `for (let n: usize = 0; n < ${inner.extent}; n++)`;
      return `${loops(outer)}${loop} store<f32>(${output} + (n << 2), ${kernel}(${call}));`;
    },
  };
};
