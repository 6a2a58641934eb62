const ENTRIES = 128;
/** Bits behind the point: what roots and powers lose is far below the tail of a double. */
const FRACTION = 256n;
const MANTISSA = 52n;

const squareRoot = (value: bigint): bigint => {
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
};

const bitsOf = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
};

/**
 * u64[2 · 128]: for each k, 2^(k / 128) = power · (1 + tail), the tail's bits, then the power's less k · 2^45, to which a whole number
 * of 128ths of exponents is then added (Arm optimized routines, exp_data.c).
 */
export const expF64Table = (): BigUint64Array => {
  let root = 2n << FRACTION;
  for (let part = ENTRIES; part > 1; part /= 2) root = squareRoot(root << FRACTION);
  let exact = 1n << FRACTION;
  return BigUint64Array.from(
    Array.from({ length: ENTRIES }, (_, k) => {
      const power = ((exact >> (FRACTION - MANTISSA - 1n)) + 1n) >> 1n;
      const rest = exact - (power << (FRACTION - MANTISSA));
      const tail = Number((rest << MANTISSA) / power) * 2 ** -Number(FRACTION);
      exact = (exact * root) >> FRACTION;
      return [bitsOf(tail), bitsOf(Number(power) * 2 ** -Number(MANTISSA)) - (BigInt(k) << 45n)];
    }).flat(),
  );
};
