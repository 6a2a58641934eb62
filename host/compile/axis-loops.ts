import { elements } from '../model/shapes.ts';

/** A loop over neighbouring axes. */
export interface Loop {
  readonly extent: number;
  /** Elements from one turn to the next. */
  readonly step: number;
}

/** Once, in place. */
const ONCE: Loop = { extent: 1, step: 0 };

/** Axes of a row-major shape as loops, outermost first: those of `axes` and the others, each as few as may be, neighbours in one. */
export const splitAxes = (
  shape: readonly number[],
  axes: readonly number[],
): { readonly inside: readonly Loop[]; readonly outside: readonly Loop[] } => {
  const loops: (Loop & { readonly isInside: boolean })[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const isInside = axes.includes(axis);
    const here = { extent, step: elements(shape.slice(axis + 1)), isInside };
    const outer = loops.at(-1);
    if (outer?.isInside === isInside) loops[loops.length - 1] = { ...here, extent: outer.extent * extent };
    else loops.push(here);
  });
  return { inside: loops.filter(({ isInside }) => isInside), outside: loops.filter(({ isInside }) => !isInside) };
};

/** The longest of the loops, and the others. */
export const longest = (loops: readonly Loop[]): { readonly run: Loop; readonly rest: readonly Loop[] } => {
  const run = loops.reduce((a, b) => (b.extent > a.extent ? b : a), ONCE);
  return { run, rest: loops.filter((loop) => loop !== run) };
};

/** The last of the loops, and the others: all in their order. */
export const innermost = (loops: readonly Loop[]): { readonly run: Loop; readonly rest: readonly Loop[] } => ({
  run: loops.at(-1) ?? ONCE,
  rest: loops.slice(0, -1),
});

/** Steps of a tensor that has the elements of these loops and no others, row-major. */
export const stepsWithin = (loops: readonly Loop[]): number[] =>
  loops.map((_, at) => elements(loops.slice(at + 1).map(({ extent }) => extent)));

/** AssemblyScript's heads of nested loops, whose counters are named `name` and a number. */
export const heads = (loops: readonly Loop[], name: string): string =>
  loops.map(({ extent }, n) => `for (let ${name}${n}: usize = 0; ${name}${n} < ${extent}; ${name}${n}++) `).join('');

/** What these counters add to an address, each times its step in bytes. */
export const offset = (steps: readonly number[], name: string, width: number): string =>
  steps.map((step, n) => ` + ${name}${n} * ${step * width}`).join('');

export const stepsOf = (loops: readonly Loop[]): number[] => loops.map(({ step }) => step);
