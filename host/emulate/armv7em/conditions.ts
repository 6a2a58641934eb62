const holdsWhenEven = (condition: number, n: number, z: number, c: number, v: number): boolean => {
  switch (condition >>> 1) {
    case 0:
      return z === 0;
    case 1:
      return c !== 0;
    case 2:
      return n < 0;
    case 3:
      return v < 0;
    case 4:
      return c !== 0 && z !== 0;
    case 5:
      return (n ^ v) >= 0;
    case 6:
      return z !== 0 && (n ^ v) >= 0;
    default:
      return true;
  }
};

/**
 * Whether a condition other than 15 holds; an odd one is the opposite of the one below. N is the sign of `n`, Z is `z` = 0,
 * C is 0 or 1, V is the sign of `v`. ARMv7-M ARM (DDI 0403), A7.3.1.
 */
export const holds = (condition: number, n: number, z: number, c: number, v: number): boolean =>
  holdsWhenEven(condition, n, z, c, v) === ((condition & 1) === 0);
