import type { Addresses } from '../operators/spec.ts';
import { collapse, type Runs } from './collapse.ts';
import type { Axis, Move, Place } from './move.ts';

/** A call of a kernel, and the loops around it. */
interface Call {
  readonly kernel: 'copy_rows' | 'copy_elements' | 'fill';
  readonly outer: readonly Axis[];
  /** What follows the two addresses. */
  readonly parameters: readonly number[];
}

const ONE: Axis = { extent: 1, from: 0, to: 0 };
/** From here on a word at a time is worth its setting up. */
const FEWEST_FILLED_BYTES = 8;

/** Takes out the longest loop. */
const longest = (axes: readonly Axis[]): [taken: Axis, rest: readonly Axis[]] => {
  const at = axes.findIndex(({ extent }) => axes.every((other) => other.extent <= extent));
  return [axes[at] ?? ONE, axes.toSpliced(at, 1)];
};

/** From the end of a loop to where it begins again. */
const skip = (outer: Axis, extent: number, from: number, to: number): number[] => [
  outer.from - extent * from,
  outer.to - extent * to,
];

/** One element over and over, from a multiple of 4 on. */
const isFilled = ({ axes, bytes, unit }: Runs, { to }: Move, alignment: number): boolean => {
  const [only, ...others] = axes;
  if (!only || others.length > 0 || only.from !== 0 || only.to !== bytes || bytes !== unit) return false;
  return to.byte % 4 === 0 && alignment % 4 === 0 && only.extent * bytes >= FEWEST_FILLED_BYTES;
};

const callOf = (move: Move, runs: Runs, alignment: number): Call => {
  const { bytes, unit, axes } = runs;
  if (isFilled(runs, move, alignment))
    return { kernel: 'fill', outer: [], parameters: [(axes[0] ?? ONE).extent * bytes] };
  const [inner, rest] = longest(axes);
  if (bytes > unit) {
    const parameters = [bytes, inner.extent, ...skip(inner, 1, bytes, bytes)];
    return { kernel: 'copy_rows', outer: rest, parameters };
  }
  const [next, outer] = longest(rest);
  const parameters = [inner.extent, inner.from, inner.to, next.extent];
  return {
    kernel: 'copy_elements',
    outer,
    parameters: [...parameters, ...skip(next, inner.extent, inner.from, inner.to)],
  };
};

const plus = (step: number, what?: string): string => {
  if (step === 0) return '';
  const amount = Math.abs(step);
  return `${step < 0 ? ' - ' : ' + '}${what ? `${what} * ${amount}` : amount}`;
};

/** A call of a kernel with its loops. */
export interface Emitted {
  readonly kernel: Call['kernel'];
  /** AssemblyScript. */
  readonly statement: (at: Addresses) => string;
}

/**
 * A move of at least one element as a statement.
 * @param alignment of all addresses, at most 4
 */
export const emitMove = (move: Move, alignment = 4): Emitted => {
  const runs = collapse(move, alignment);
  const { kernel, outer, parameters } = callOf(move, runs, alignment);
  const loops = outer.map(({ extent }, n) => `for (let i${n}: usize = 0; i${n} < ${extent}; i${n}++) `).join('');
  const statement = (at: Addresses) => {
    const base = ({ of, at: position }: Place) => (of === 'constants' ? at.constants : (at[of][position] as string));
    const address = (place: Place, side: 'from' | 'to') =>
      `${base(place)}${plus(place.byte)}${outer.map((axis, n) => plus(axis[side], `i${n}`)).join('')}`;
    const list = [address(move.from, 'from'), address(move.to, 'to'), ...parameters].join(', ');
    return `${loops}${kernel}<u${8 * runs.unit}>(${list});`;
  };
  return { kernel, statement };
};
