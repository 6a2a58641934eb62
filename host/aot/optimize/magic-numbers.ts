/**
 * Division by a constant as multiplication: Granlund and Montgomery, "Division by Invariant Integers using Multiplication"
 * (PLDI 1994), sections 4 and 5. `shift` goes on top of the 32 bits that the high word of the product leaves out.
 */
export interface Magic {
  /** 0 .. 2^33 - 1. */
  readonly multiplier: bigint;
  readonly shift: number;
}

/** The multiplier m = ⌈2^(32 + shift) / d⌉ whose excess over the true quotient stays below one part of 2^bits. */
const magicOf = (divisor: number, bits: number): Magic => {
  const d = BigInt(divisor);
  for (let shift = 0; ; shift++) {
    const power = 1n << BigInt(32 + shift);
    const multiplier = power / d + 1n;
    const excess = multiplier * d - power;
    if (excess << BigInt(bits) < power || shift === 32) return { multiplier, shift };
  }
};

/** For dividends from -2^31 to 2^31 - 1; the multiplier is below 2^32. `divisor` is 3 or more and no power of 2. */
export const signedMagic = (divisor: number): Magic => magicOf(divisor, 31);

/** For dividends from 0 to 2^32 - 1; the multiplier may take 33 bits. */
export const unsignedMagic = (divisor: number): Magic => magicOf(divisor, 32);
