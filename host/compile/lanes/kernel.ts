import type { Kernel } from '../general-kernel.ts';

/** A kernel for sums of whole numbers. */
export interface LaneKernel extends Kernel {
  /** What it is generic in behind the type of its outputs. */
  readonly types: readonly string[];
}
