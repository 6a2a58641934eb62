/** Why a kernel that is made for a target does not do for a layer. */
export interface Refusal {
  /** A few words, e.g. `right shift 1 is below 2`. */
  readonly reason: string;
}

export const refuse = (reason: string): Refusal => ({ reason });

export const isRefusal = <T extends object>(result: T | Refusal): result is Refusal => 'reason' in result;

/** What all parts gave, or what the first of them that refused said, with its place. */
export const unlessRefused = <T extends object>(
  part: string,
  results: readonly (T | Refusal)[],
): readonly T[] | Refusal => {
  const at = results.findIndex(isRefusal);
  const refused = results[at];
  return refused && isRefusal(refused) ? refuse(`${part} ${at}: ${refused.reason}`) : (results as readonly T[]);
};
