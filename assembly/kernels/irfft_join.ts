import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * A spectrum of real numbers as what an inverse transform takes to give them two and two as complex ones, in the order of its
 * stages (kissfft, tools/kiss_fftr.c, kiss_fftri). T is i16 or i32.
 * @param x         complex T[points + 1]
 * @param places    u16[points], where each point goes
 * @param twiddles  complex T[points / 2]
 * @param y         complex T[points]
 */
export function irfft_join<T>(x: usize, places: usize, twiddles: usize, points: usize, y: usize): void {
  const width = 2 * sizeof<T>();
  const half = share<T>(2);
  let far = x + points * width;
  const first = <i32>load<T>(x);
  const last = <i32>load<T>(far);
  const start = y + <usize>load<u16>(places) * width;
  store<T>(start, <T>scaled<T>(<i32>(<T>(first + last)), half));
  store<T>(start, <T>scaled<T>(<i32>(<T>(first - last)), half), sizeof<T>());
  let farPlace = places + (points << 1);
  for (let k = points >> 1; k; k--) {
    x += width;
    far -= width;
    places += 2;
    farPlace -= 2;
    const ar = scaled<T>(<i32>load<T>(x), half);
    const ai = scaled<T>(<i32>load<T>(x, sizeof<T>()), half);
    const br = scaled<T>(<i32>load<T>(far), half);
    const bi = scaled<T>(<i32>(<T>-(<i32>load<T>(far, sizeof<T>()))), half);
    const wr = <i32>load<T>(twiddles);
    const wi = <i32>load<T>(twiddles, sizeof<T>());
    const tr = real<T>(ar - br, ai - bi, wr, wi);
    const ti = imaginary<T>(ar - br, ai - bi, wr, wi);
    let at = y + <usize>load<u16>(places) * width;
    store<T>(at, <T>(ar + br + tr));
    store<T>(at, <T>(ai + bi + ti), sizeof<T>());
    at = y + <usize>load<u16>(farPlace) * width;
    store<T>(at, <T>(ar + br - tr));
    store<T>(at, <T>(ti - ai - bi), sizeof<T>());
    twiddles += width;
  }
}
