/** Where a function of integers that never falls, or never rises, changes, and what it is before and behind. */
export interface Steps {
  /** Rising: from each of them on, the next level holds. */
  readonly thresholds: readonly number[];
  /** One more than there are thresholds. */
  readonly levels: readonly number[];
}

/**
 * The steps of a monotone function over least..most, each found by halving.
 * @returns undefined where it has more than `limit` levels
 */
export const stepsOf = (
  of: (value: number) => number,
  least: number,
  most: number,
  limit: number,
): Steps | undefined => {
  const thresholds: number[] = [];
  const levels = [of(least)];
  const last = of(most);
  while (!Object.is(levels.at(-1), last)) {
    const level = levels.at(-1);
    let [low, high] = [thresholds.at(-1) ?? least, most];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (Object.is(of(middle), level)) low = middle;
      else high = middle;
    }
    thresholds.push(high);
    levels.push(of(high));
    if (levels.length > limit) return undefined;
  }
  return { thresholds, levels };
};
