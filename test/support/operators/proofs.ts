/** What the table of operators is made of: each cell is planned when its test is written down, and proven when that passes. */
export interface Proof {
  readonly operator: string;
  readonly dtype: string;
  readonly target: string;
  /** The given cases, or models of our own. */
  readonly source: 'given' | 'own';
  readonly count: number;
  /** The target refuses them all. */
  readonly isRefused?: boolean;
}

const proofs = new Map<Proof, boolean>();

/** Gives what is to be called when the test has passed. */
export const planProof = (proof: Proof): (() => void) => {
  proofs.set(proof, false);
  return () => proofs.set(proof, true);
};

export const plannedProofs = (): readonly Proof[] => [...proofs.keys()];
/** Undefined while some planned one is not there: not all tests have run, or one has failed. */
export const allProofs = (): readonly Proof[] | undefined =>
  [...proofs.values()].every((isProven) => isProven) ? plannedProofs() : undefined;
