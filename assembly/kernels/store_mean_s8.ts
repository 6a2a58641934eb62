import { clamp } from '../arith/requantize';

/**
 * Stores a mean of s8 as TensorFlow Lite has it on hosts: in float32, halves away from zero, saturated.
 * @param sum    of `count` values
 * @param scale  float32, as bits: what a step of the input is in steps of the output
 * @param bias   float32, as bits: what the input's zero point takes from every mean
 */
export function store_mean_s8(y: usize, sum: i32, count: i32, scale: i32, bias: i32, zero: i32): void {
  const mean = (<f32>sum / <f32>count) * reinterpret<f32>(scale) + reinterpret<f32>(bias);
  // Twice the mean, towards zero, still tells on which side of a half it lies.
  const twice = <i32>(mean * 2);
  const sign = twice >> 31;
  const magnitude = ((twice ^ sign) - sign + 1) >> 1;
  store<i8>(y, <i8>clamp((magnitude ^ sign) - sign + zero, -128, 127));
}
