import type { RunFacts, Source } from './run-facts.ts';
import { median, sum } from './statistics.ts';

/** The quantities that several metrics share, under the survey's symbols. */

/** A: top-1 share of the labelled records, in percent. */
export const score = ({ accuracy }: RunFacts) => accuracy && ratio(100 * accuracy.correct, accuracy.records);
/** E: energy of one inference. */
export const joules = ({ energy }: RunFacts) => energy?.joulesPerInference;
/** t: median seconds of one inference, or those that modelled cycles take. */
export const latency = ({ inferences, modelledCycles, board }: RunFacts) =>
  median((inferences ?? []).map(({ seconds }) => seconds)) ?? ratio(modelledCycles, board.clockHz);
/** c: median core cycles of one inference, or modelled ones. */
export const cycles = ({ inferences, modelledCycles }: RunFacts) =>
  median((inferences ?? []).flatMap((one) => one.cycles ?? [])) ?? modelledCycles;
/** M: nominal multiply-accumulates of the model. */
export const macs = ({ work }: RunFacts) => work?.macs;
/** Those of them whose weight is not zero. */
export const effectiveMacs = ({ work }: RunFacts) => work?.effectiveMacs;
/** Σ M · b_w · b_a. */
export const bitOperations = ({ work }: RunFacts) => work?.bitOperations;
/** Those that the compiler leaves to run. */
export const executedMacs = ({ layers }: RunFacts) =>
  layers.length === 0 ? undefined : sum(layers.map((layer) => layer.macs));
/** P: parameters of the model. */
export const parameters = ({ work }: RunFacts) => work?.parameters;
/** B_peak: RAM of the program with its stack's reserve. */
export const ramBytes = ({ sizes }: RunFacts) =>
  sizes && sizes.arena + sizes.staging + sizes.data + sizes.bss + sizes.stack;
export const flashBytes = ({ sizes }: RunFacts) => sizes && sizes.weights + sizes.code + sizes.rodata + sizes.data;

/** Cycles and time of an emulated board are counted, or modelled where it only counts instructions; of a real one measured. */
export const timing = ({ board, modelledCycles }: RunFacts): Source =>
  modelledCycles === undefined ? board.timing : 'modelled';
export const timingNote = ({ board, modelledCycles }: RunFacts) => {
  if (modelledCycles !== undefined) return 'cycle model of the processor, memory that never waits, layers alone';
  return board.timing === 'counted' ? 'no XIP cache model' : undefined;
};
/** Why a figure that rests on time or cycles is absent: `otherwise`, unless the board can tell neither. */
export const untimed =
  (otherwise: string) =>
  ({ board, modelledCycles }: RunFacts): string =>
    board.counts === 'instructions' && modelledCycles === undefined
      ? 'QEMU counts no cycles, and there is no model of this processor'
      : otherwise;
/** The same for one that rests on power. */
export const unpowered =
  (otherwise: string) =>
  ({ board }: RunFacts): string =>
    board.counts === 'instructions'
      ? 'QEMU has no power sensor; --model-energy where the board declares its current'
      : otherwise;
export const energySource = ({ energy }: RunFacts): Source => energy?.source ?? 'measured';
export const energyNote = ({ energy }: RunFacts) => energy?.note;

/** a / b where both are known and b is a real divisor. */
export const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined || !(b > 0) ? undefined : a / b;
/** B_w + B_peak: 0, and so no ratio, without an image. */
export const footprint = (run: RunFacts) => (run.sizes?.weights ?? 0) + (ramBytes(run) ?? 0);
