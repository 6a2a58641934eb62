import type { Verification, VerifiedLayer } from './verify.ts';

/** Steps of a quantised type that two ways of rounding may lie apart. */
const ROUNDING_STEPS = 1;

/** Beyond what rounding explains: a fault, ours or theirs. */
export const isFault = ({ alone }: VerifiedLayer): boolean => alone.largest > ROUNDING_STEPS;

/** What the comparison says, in sentences. */
export const verdictOf = ({ rounding, layers }: Verification): string => {
  const fault = layers.find(isFault);
  if (fault)
    return `operator ${fault.operatorIndex} (${fault.kind}) differs by ${fault.alone.largest}, more than rounding explains, although both had the same input`;
  const first = layers.find(({ alone }) => alone.differing > 0);
  if (first?.isReal)
    return `from operator ${first.operatorIndex} (${first.kind}) on they add up real numbers in another order: TensorFlow Lite Micro, and so this machine, one after the other`;
  if (!first) return 'every layer gives the same bytes';
  const where = `operator ${first.operatorIndex} (${first.kind})`;
  return rounding === 'tflm'
    ? `from ${where} on they round differently, by a step at most: TensorFlow Lite once, in float32, TensorFlow Lite Micro twice, in integers; with --rounding xnnpack we do as the former`
    : `${where} differs by a step: it is none that we round as XNNPACK does, see docs/rounding.md`;
};
