/**
 * `(slope · n + start) >> shift`, between the least and the largest output, for a number n of differing bits: all within 32 bits.
 */
export interface Line {
  readonly slope: number;
  readonly start: number;
  readonly shift: number;
  readonly least: number;
  readonly most: number;
}

const MOST_SHIFT = 24;
const LIMIT = 2 ** 31;

/** From `at` on the outputs are `value` or beyond, before it they are not. */
interface Step {
  readonly at: number;
  readonly value: number;
}

const stepsOf = (rising: Int8Array): readonly Step[] => {
  const steps: Step[] = [];
  for (let n = 1; n < rising.length; n++)
    for (let value = (rising[n - 1] as number) + 1; value <= (rising[n] as number); value++)
      steps.push({ at: n, value });
  return steps;
};

/**
 * A line whose floor rises where the outputs do. It must have reached each step's value there, and not one place before: for any
 * two steps that bounds the slope, and of a slope within all bounds some start fits.
 */
const lineThrough = (steps: readonly Step[], shift: number): Pick<Line, 'slope' | 'start'> | undefined => {
  let [least, most] = [0, LIMIT];
  for (const reached of steps)
    for (const before of steps) {
      const run = before.at - 1 - reached.at;
      const rise = (before.value - reached.value) * 2 ** shift - 1;
      if (run > 0) most = Math.min(most, Math.floor(rise / run));
      else if (run < 0) least = Math.max(least, Math.ceil(rise / run));
      else if (rise < 0) return undefined;
    }
  if (least > most) return undefined;
  const slope = Math.floor((least + Math.min(most, 2 * least + 1)) / 2);
  const starts = steps.map(({ at, value }) => value * 2 ** shift - slope * at);
  return { slope, start: starts.reduce((a, b) => Math.max(a, b)) };
};

const rises = (outputs: Int8Array): boolean => (outputs.at(-1) as number) >= (outputs[0] as number);

const isExact = ({ slope, start, shift, least, most }: Line, outputs: Int8Array): boolean =>
  outputs.every((output, n) => {
    const value = slope * n + start;
    if (Math.abs(slope * n) >= LIMIT || Math.abs(value) >= LIMIT) return false;
    return Math.max(least, Math.min(most, value >> shift)) === output;
  });

/**
 * The line that gives these outputs, each of them tried; undefined if there is none. Outputs rise or fall all the way.
 * @param outputs  by the number of differing bits
 */
export const lineOf = (outputs: Int8Array): Line | undefined => {
  const isRising = rises(outputs);
  const rising = isRising ? outputs : outputs.toReversed();
  const [least, most] = [rising[0] as number, rising.at(-1) as number];
  const steps = stepsOf(rising);
  if (steps.length === 0) return { slope: 0, start: least, shift: 0, least, most };
  const last = outputs.length - 1;
  const [first, end] = [steps[0], steps.at(-1)] as [Step, Step];
  // No line through all steps is flatter: with larger shifts it would leave 32 bits.
  const slopeOfAll = (end.value - first.value) / (end.at - first.at + 2);
  for (let shift = MOST_SHIFT; shift >= 0; shift--) {
    const found = slopeOfAll * last * 2 ** shift < LIMIT ? lineThrough(steps, shift) : undefined;
    if (!found) continue;
    const { slope, start } = found;
    const line = isRising
      ? { slope, start, shift, least, most }
      : { slope: -slope, start: start + slope * last, shift, least, most };
    if (isExact(line, outputs)) return line;
  }
  return undefined;
};
