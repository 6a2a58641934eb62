import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * A stage of a complex transform that joins two and two of its parts (kissfft, kiss_fft.c, kf_bfly2). T is i16 or i32.
 * @param y         complex T[blocks, 2, m], in place
 * @param twiddles  complex T, every `blocks`th is taken
 */
export function fft_radix2<T>(y: usize, twiddles: usize, m: usize, blocks: i32): void {
  const width = 2 * sizeof<T>();
  const span = m * width;
  const step = <usize>blocks * width;
  const half = share<T>(2);
  do {
    const end = y + span;
    let w = twiddles;
    do {
      const second = y + span;
      const r = scaled<T>(<i32>load<T>(second), half);
      const i = scaled<T>(<i32>load<T>(second, sizeof<T>()), half);
      const tr = real<T>(r, i, <i32>load<T>(w), <i32>load<T>(w, sizeof<T>()));
      const ti = imaginary<T>(r, i, <i32>load<T>(w), <i32>load<T>(w, sizeof<T>()));
      const ar = scaled<T>(<i32>load<T>(y), half);
      const ai = scaled<T>(<i32>load<T>(y, sizeof<T>()), half);
      store<T>(second, <T>(ar - tr));
      store<T>(second, <T>(ai - ti), sizeof<T>());
      store<T>(y, <T>(ar + tr));
      store<T>(y, <T>(ai + ti), sizeof<T>());
      w += step;
      y += width;
    } while (y != end);
    y += span;
    blocks--;
  } while (blocks);
}
