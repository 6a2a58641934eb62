import type { DType, Tensor } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';
import type { Lowered } from './operators/spec.ts';

/** One loop over elements. */
export interface Axis {
  readonly extent: number;
  /** Bytes from one element of each input to the next, 0 where it repeats one. */
  readonly steps: readonly number[];
}

const widthOf = (dtype: DType): number => tensorBytes({ dtype, shape: [] });

/** Bytes between elements along each axis of `to`, 0 where the tensor is broadcast. */
const stepsOf = ({ shape, dtype }: Tensor, to: readonly number[]): number[] => {
  let step = widthOf(dtype);
  const steps = [...shape].reverse().map((extent) => {
    const stride = extent === 1 ? 0 : step;
    step *= extent;
    return stride;
  });
  return to.map((_, axis) => steps[to.length - 1 - axis] ?? 0);
};

/** Merges neighbouring axes that all inputs walk alike, so that plain operators are one loop. */
export const axesOf = (inputs: readonly Tensor[], { shape }: Tensor): readonly Axis[] => {
  const axes: Axis[] = [];
  const strides = inputs.map((input) => stepsOf(input, shape));
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const outer = axes.at(-1);
    const steps = strides.map((stride) => stride[axis] ?? 0);
    if (outer?.steps.every((step, input) => step === (steps[input] ?? 0) * extent))
      axes[axes.length - 1] = { extent: outer.extent * extent, steps };
    else axes.push({ extent, steps });
  });
  return axes.length > 0 ? axes : [{ extent: 1, steps: inputs.map(() => 0) }];
};

/** A kernel that computes elements of runs: `kernel<type>(input, step, …, output, n, …literals, constants)`. */
export interface ElementKernel {
  readonly kernel: string;
  /** Why the kernel made for the target does not do. */
  readonly fallback?: string;
  /** The element type of a generic kernel. */
  readonly type?: string;
  /** It takes none where absent. */
  readonly constants?: Uint8Array;
  readonly literals?: readonly number[];
  /** Without steps it takes only runs whose elements follow one another. */
  readonly hasSteps?: boolean;
}

/** Whether no input repeats an element along the innermost axis. */
export const areRuns = (inputs: readonly Tensor[], y: Tensor): boolean =>
  axesOf(inputs, y)
    .at(-1)
    ?.steps.every((step) => step !== 0) ?? false;

/**
 * An operator whose every output is made of one element of each input, which are broadcast to the output's shape (numpy's rules).
 * The kernel runs along the innermost axis; loops over the others stand around its call.
 * @param positions  of `inputs` in the operator's list, where they are not the first ones in order
 */
export const lowerElements = (
  { kernel, fallback, type, constants, literals = [], hasSteps = true }: ElementKernel,
  inputs: readonly Tensor[],
  y: Tensor,
  positions: readonly number[] = inputs.map((_, index) => index),
): Lowered => {
  const axes = axesOf(inputs, y);
  const inner = axes.at(-1) as Axis;
  const outer = axes.slice(0, -1);
  const call = type ? `${kernel}<${type}>` : kernel;
  return {
    kernel,
    ...(fallback !== undefined && { fallback }),
    constants: constants ?? new Uint8Array(0),
    reads: positions,
    scratchBytes: 0,
    order: 'elements',
    emit: (at) => {
      const operands = inputs.flatMap((_, input) => {
        const address = `${at.inputs[positions[input] as number]}${offsets(outer.map(({ steps }) => steps[input] ?? 0))}`;
        return hasSteps ? [address, inner.steps[input]] : [address];
      });
      const output = `${at.output}${offsets(outputSteps(axes, widthOf(y.dtype)))}`;
      const rest = [...literals, ...(constants ? [at.constants] : [])];
      return `${loops(outer)}${call}(${[...operands, output, inner.extent, ...rest].join(', ')});`;
    },
  };
};

export const loops = (outer: readonly Axis[]): string =>
  outer.map(({ extent }, n) => `for (let i${n}: usize = 0; i${n} < ${extent}; i${n}++) `).join('');

export const offsets = (steps: readonly number[]): string => steps.map((step, n) => ` + i${n} * ${step}`).join('');

/** Bytes of the output from one turn of each outer loop to the next. */
export const outputSteps = (axes: readonly Axis[], width: number): number[] =>
  axes.slice(1).map((_, n) => axes.slice(n + 1).reduce((bytes, { extent }) => bytes * extent, width));
