import { remember } from '../arith/history';

/**
 * The oldest slot goes, and the input comes behind the others (tensorflow/lite/micro/kernels/circular_buffer.cc).
 * @param x      s8[n]
 * @param y      s8[bytes], whole slots of n, kept from one inference to the next; apart from x
 */
export function circular_buffer(x: usize, y: usize, n: usize, bytes: usize): void {
  remember(y, bytes, x, n);
}
