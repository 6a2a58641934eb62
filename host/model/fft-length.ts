const LONGEST = 2 ** 16;

/**
 * Whether the reference can transform that many real numbers: an even number of them, half of which has no prime factor but 2, 3
 * and 5. For others kissfft would need memory that TensorFlow Lite Micro does not give it.
 */
export const isFftLength = (length: number): boolean => {
  let rest = length / 2;
  if (!Number.isInteger(rest) || rest < 2 || length > LONGEST) return false;
  for (const prime of [2, 3, 5]) while (rest % prime === 0) rest /= prime;
  return rest === 1;
};
