import {
  doubling_high_multiply,
  reciprocal_of_one_plus,
  rounding_shift_right,
  saturating_shift_left,
} from './fixed_point';

/** Constants of Q0.31. */
const LOG_OF_2 = 1488522236;
const ROOT_OF_HALF = 1518500250;
const FOURTH_ROOT_OF_HALF = 1805811301;
/** Of the rational function that log is near 1: numerator, denominator. */
const CUBE = 117049297;
const SQUARE = 127690142;
const CONSTANT = 1057819769;
const LINEAR = 638450708;

/** Integer bits of sums, and of the powers of two that are counted. */
const SUM_BITS = 12;
const POWER_BITS = 6;

/** A power of two in Q6.25. */
function power(exponent: i32): i32 {
  return exponent << (31 - POWER_BITS);
}

/**
 * Natural logarithm (tensorflow/lite/kernels/internal/common.h, log_x_for_x_greater_than_or_equal_to_1_impl): x is 2^n · r with r
 * about the fourth root of 1/2, of which there are two candidates.
 * @param x  Q12.19, 1 or more
 * @returns  Q5.26
 */
export function log_of_sum(x: i32): i32 {
  const quarter = 1 << (31 - POWER_BITS - 2);
  const headroom = <i32>clz(x) - 1;
  const first = saturating_shift_left(doubling_high_multiply(x << headroom, ROOT_OF_HALF), 1);
  const headroom_of_root = <i32>clz(doubling_high_multiply(x, ROOT_OF_HALF)) - 1;
  const second = saturating_shift_left(x, headroom_of_root);
  const r = min(first, second);
  const exponent = max(power(SUM_BITS - headroom - 1) + quarter, power(SUM_BITS - headroom_of_root) - quarter);

  const middle = <i32>((<u32>r + <u32>FOURTH_ROOT_OF_HALF + 1) >>> 1);
  const q = (r - FOURTH_ROOT_OF_HALF) << 1;
  const square = doubling_high_multiply(q, q);
  const numerator = doubling_high_multiply(q, r) + doubling_high_multiply(doubling_high_multiply(q, square), CUBE);
  const denominator =
    doubling_high_multiply(middle, CONSTANT + q + doubling_high_multiply(SQUARE, square)) +
    doubling_high_multiply(LINEAR, q);
  const near_one = doubling_high_multiply(
    rounding_shift_right(numerator, POWER_BITS),
    reciprocal_of_one_plus(denominator),
  );
  return saturating_shift_left(doubling_high_multiply(exponent, LOG_OF_2) + near_one, 1);
}
