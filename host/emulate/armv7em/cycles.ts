import { ZERO } from './operands.ts';

// A model of the Cortex-M4 with memory that never waits: Technical Reference Manual (DDI 0439), table 3-1 and 3.3.2.
// What it counts is to be labelled `modelled`.

/** What an instruction means for the time of a load or store behind it. */
export enum Timing {
  PLAIN,
  /** A load of one register. */
  LOAD,
  /** A result of data processing. */
  RESULT,
}

/** P, "1 to 3 depending on the alignment and width of the target instruction": the middle, for every taken branch. */
export const REFILL = 2;

/** Cycles of a load from [n, m] behind an instruction with these fields (fields.ts), beyond 2. */
export const afterLoad = (before: number, n: number, m: number): number => {
  const timing = before >>> 30;
  if (timing === Timing.PLAIN) return 0;
  const d = before & 31;
  const isAddress = d === n || d === m;
  // There is no forwarding path from a result to an address; two loads share a cycle unless the first loads the address.
  if (timing === Timing.RESULT) return isAddress ? 1 : 0;
  return isAddress ? 0 : -1;
};

/** The same for a store; one with an immediate offset takes 1 cycle and cannot take less. */
export const afterStore = (before: number, n: number, m: number): number => {
  const extra = afterLoad(before, n, m);
  return m === ZERO ? Math.max(extra, 0) - 1 : extra;
};

/** Cycles of a division beyond 2: up to 10, "early termination" taken to save in proportion to the bits of the quotient. */
export const divideCycles = (dividend: number, divisor: number): number => {
  const quotientBits = Math.max(0, Math.clz32(divisor) - Math.clz32(dividend) + 1);
  return divisor === 0 ? 0 : Math.ceil((10 * quotientBits) / 32);
};
