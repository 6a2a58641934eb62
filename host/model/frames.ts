import type { SignalOptions } from './signal-options.ts';

type Framing = SignalOptions['SignalFramer'];

/**
 * Steps that must be there before the first whole frame: without samples before the first, frames begin at multiples of a step, the
 * latest that leave room for a frame (tflite-micro, signal/micro/kernels/framer.cc).
 */
export const stepsBefore = ({ frameSize, frameStep, prefill }: Framing): number =>
  prefill ? 0 : Math.ceil(frameSize / frameStep) - 1;

/** Samples of a row that are kept from step to step. */
export const keptSamples = (framing: Framing): number =>
  framing.prefill ? framing.frameSize - framing.frameStep : stepsBefore(framing) * framing.frameStep;
