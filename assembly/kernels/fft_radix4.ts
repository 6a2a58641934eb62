import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * A stage of a complex transform that joins four of its parts (kissfft, kiss_fft.c, kf_bfly4). T is i16 or i32.
 * @param y          complex T[blocks, 4, m], in place
 * @param twiddles   complex T, every `blocks`th is taken
 * @param isInverse  the twiddles are those of an inverse transform
 */
export function fft_radix4<T>(y: usize, twiddles: usize, m: usize, blocks: i32, isInverse: bool): void {
  const width = 2 * sizeof<T>();
  const span = m * width;
  const step = <usize>blocks * width;
  const quarter = share<T>(4);
  do {
    const end = y + span;
    let w1 = twiddles;
    let w2 = twiddles;
    let w3 = twiddles;
    do {
      const at1 = y + span;
      const at2 = at1 + span;
      const at3 = at2 + span;
      let r = scaled<T>(<i32>load<T>(at1), quarter);
      let i = scaled<T>(<i32>load<T>(at1, sizeof<T>()), quarter);
      const r1 = real<T>(r, i, <i32>load<T>(w1), <i32>load<T>(w1, sizeof<T>()));
      const i1 = imaginary<T>(r, i, <i32>load<T>(w1), <i32>load<T>(w1, sizeof<T>()));
      r = scaled<T>(<i32>load<T>(at2), quarter);
      i = scaled<T>(<i32>load<T>(at2, sizeof<T>()), quarter);
      const r2 = real<T>(r, i, <i32>load<T>(w2), <i32>load<T>(w2, sizeof<T>()));
      const i2 = imaginary<T>(r, i, <i32>load<T>(w2), <i32>load<T>(w2, sizeof<T>()));
      r = scaled<T>(<i32>load<T>(at3), quarter);
      i = scaled<T>(<i32>load<T>(at3, sizeof<T>()), quarter);
      const r3 = real<T>(r, i, <i32>load<T>(w3), <i32>load<T>(w3, sizeof<T>()));
      const i3 = imaginary<T>(r, i, <i32>load<T>(w3), <i32>load<T>(w3, sizeof<T>()));
      r = scaled<T>(<i32>load<T>(y), quarter);
      i = scaled<T>(<i32>load<T>(y, sizeof<T>()), quarter);
      store<T>(y, <T>(r + r2 + r1 + r3));
      store<T>(y, <T>(i + i2 + i1 + i3), sizeof<T>());
      store<T>(at2, <T>(r + r2 - r1 - r3));
      store<T>(at2, <T>(i + i2 - i1 - i3), sizeof<T>());
      const minus = isInverse ? at3 : at1;
      const plus = isInverse ? at1 : at3;
      store<T>(minus, <T>(r - r2 + i1 - i3));
      store<T>(minus, <T>(i - i2 - r1 + r3), sizeof<T>());
      store<T>(plus, <T>(r - r2 - i1 + i3));
      store<T>(plus, <T>(i - i2 + r1 - r3), sizeof<T>());
      w1 += step;
      w2 += 2 * step;
      w3 += 3 * step;
      y += width;
    } while (y != end);
    y += 3 * span;
    blocks--;
  } while (blocks);
}
