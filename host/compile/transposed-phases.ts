/** Along one axis, outputs that are a step apart: each sees the same taps of the filter. */
export interface Phase {
  /** The first of them, and how many. */
  readonly first: number;
  readonly count: number;
  /** How many a convolution makes that sees the whole input, as kernels expect: where the last step is cut short, one more. */
  readonly made: number;
  /** Taps in the order of the inputs that they weigh, one after the other; some may lie outside the filter, and weigh nothing. */
  readonly taps: readonly number[];
  /** Inputs left of the first one that the first output sees. */
  readonly before: number;
  readonly after: number;
}

/** One axis of a transposed convolution. */
export interface Axis {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly step: number;
  /** What the convolution that is turned round adds in front. */
  readonly pad: number;
}

/**
 * Input i reaches the outputs i · step - pad + k, k the tap. So output o sees with tap k, where step divides o + pad - k, input
 * (o + pad - k) / step: outputs a step apart are a convolution of step 1 with every step-th tap, the last one first. Outputs that
 * see nothing belong to no phase.
 */
export const phasesOf = ({ input, output, kernel, step, pad }: Axis): Phase[] =>
  Array.from({ length: Math.min(step, output) }, (_, first): Phase => {
    const offset = (first + pad) % step;
    // The input that the phase's first output sees with its first tap; in front of it no input has another.
    const seen = Math.floor((first + pad) / step);
    const nTaps = offset < kernel ? Math.max(Math.ceil((kernel - offset) / step), seen + 1) : 0;
    const count = Math.ceil((output - first) / step);
    const before = nTaps - 1 - seen;
    const after = Math.max(0, count - 1 - before + nTaps - input);
    return {
      first,
      count,
      made: input + before + after - nTaps + 1,
      taps: Array.from({ length: nTaps }, (__, at) => offset + step * (nTaps - 1 - at)),
      before,
      after,
    };
  }).filter(({ taps }) => taps.length > 0);
