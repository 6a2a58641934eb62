import { round } from './quantize.ts';

const STEPS = 512;
const { fround } = Math;

const within16 = (value: number): number => Math.trunc(Math.max(-32768, Math.min(32767, value)));

/**
 * 513 values of a function between two ends, as Q0.15: at each step the value, less half of what a chord errs in its middle. In
 * float32 throughout, and in the reference's order (tensorflow/lite/kernels/internal/common.h, LUTPopulateInt16).
 */
export const interpolationTable = (from: number, to: number, of: (x: number) => number): number[] => {
  const [first, last] = [fround(from), fround(to)];
  const step = fround(fround(last - first) / STEPS);
  const half = fround(step / 2);
  // Outputs go from -32768 to 32767 times 2 / 65535, all in float32.
  const outputScale = fround(2 / 65535);
  const outputs = fround(fround(outputScale * 32767) - fround(outputScale * -32768));
  const inverse = fround(65536 / outputs);
  const scaled = (x: number): number => fround(of(x) * inverse);
  const at = (index: number): number => fround(first + fround(index * step));
  const table = Array.from({ length: STEPS }, (_, index) => {
    const sample = round(scaled(at(index)));
    const chord = round(fround(fround(scaled(at(index + 1)) + sample) / 2));
    const error = fround(chord - round(scaled(fround(at(index) + half))));
    return within16(fround(sample - round(fround(error / 2))));
  });
  return [...table, within16(round(scaled(last)))];
};
