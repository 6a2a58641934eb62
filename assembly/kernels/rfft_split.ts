import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * The spectrum of real numbers, of the transform that took them two and two as complex ones (kissfft, tools/kiss_fftr.c,
 * kiss_fftr). T is i16 or i32. Halves fit T, and so do sums of two of them.
 * @param y         complex T[points + 1], of which the first `points` hold the transform, in place
 * @param twiddles  complex T[points / 2]
 */
export function rfft_split<T>(y: usize, twiddles: usize, points: usize): void {
  const width = 2 * sizeof<T>();
  const half = share<T>(2);
  const even = scaled<T>(<i32>load<T>(y), half);
  const odd = scaled<T>(<i32>load<T>(y, sizeof<T>()), half);
  let far = y + points * width;
  store<T>(y, <T>(even + odd));
  store<T>(y, <T>0, sizeof<T>());
  store<T>(far, <T>(even - odd));
  store<T>(far, <T>0, sizeof<T>());
  for (let k = points >> 1; k; k--) {
    y += width;
    far -= width;
    const ar = scaled<T>(<i32>load<T>(y), half);
    const ai = scaled<T>(<i32>load<T>(y, sizeof<T>()), half);
    const br = scaled<T>(<i32>load<T>(far), half);
    const bi = scaled<T>(<i32>(<T>-(<i32>load<T>(far, sizeof<T>()))), half);
    const wr = <i32>load<T>(twiddles);
    const wi = <i32>load<T>(twiddles, sizeof<T>());
    const tr = real<T>(ar - br, ai - bi, wr, wi);
    const ti = imaginary<T>(ar - br, ai - bi, wr, wi);
    store<T>(y, <T>((ar + br + tr) >> 1));
    store<T>(y, <T>((ai + bi + ti) >> 1), sizeof<T>());
    store<T>(far, <T>((ar + br - tr) >> 1));
    store<T>(far, <T>((ti - ai - bi) >> 1), sizeof<T>());
    twiddles += width;
  }
}
