import type { Lowered } from './operators/spec.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** A kernel with its constants, before anything calls it. */
export type Kernel = Omit<Lowered, 'emit'>;

/** What is made for the target, if anything is; where that refuses, the general kernel, which does for every layer, and why. */
export const orGeneral = <K extends Pick<Lowered, 'fallback'>>(made: K | Refusal | undefined, general: () => K): K => {
  if (made === undefined) return general();
  return isRefusal(made) ? { ...general(), fallback: made.reason } : made;
};
