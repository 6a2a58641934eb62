import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * A stage of a complex transform that joins three of its parts (kissfft, kiss_fft.c, kf_bfly3). T is i16 or i32.
 * @param y         complex T[blocks, 3, m], in place
 * @param twiddles  complex T, every `blocks`th is taken
 */
export function fft_radix3<T>(y: usize, twiddles: usize, m: usize, blocks: i32): void {
  const width = 2 * sizeof<T>();
  const span = m * width;
  const step = <usize>blocks * width;
  const third = share<T>(3);
  const turn = <i32>load<T>(twiddles + m * step, sizeof<T>());
  do {
    const end = y + span;
    let w1 = twiddles;
    let w2 = twiddles;
    do {
      const at1 = y + span;
      const at2 = at1 + span;
      let r = scaled<T>(<i32>load<T>(at1), third);
      let i = scaled<T>(<i32>load<T>(at1, sizeof<T>()), third);
      const r1 = real<T>(r, i, <i32>load<T>(w1), <i32>load<T>(w1, sizeof<T>()));
      const i1 = imaginary<T>(r, i, <i32>load<T>(w1), <i32>load<T>(w1, sizeof<T>()));
      r = scaled<T>(<i32>load<T>(at2), third);
      i = scaled<T>(<i32>load<T>(at2, sizeof<T>()), third);
      const r2 = real<T>(r, i, <i32>load<T>(w2), <i32>load<T>(w2, sizeof<T>()));
      const i2 = imaginary<T>(r, i, <i32>load<T>(w2), <i32>load<T>(w2, sizeof<T>()));
      const ar = scaled<T>(<i32>load<T>(y), third);
      const ai = scaled<T>(<i32>load<T>(y, sizeof<T>()), third);
      const sumR = <i32>(<T>(r1 + r2));
      const sumI = <i32>(<T>(i1 + i2));
      const betweenR = ar - (sumR >> 1);
      const betweenI = ai - (sumI >> 1);
      const turnedR = scaled<T>(<i32>(<T>(r1 - r2)), turn);
      const turnedI = scaled<T>(<i32>(<T>(i1 - i2)), turn);
      store<T>(y, <T>(ar + sumR));
      store<T>(y, <T>(ai + sumI), sizeof<T>());
      store<T>(at1, <T>(betweenR - turnedI));
      store<T>(at1, <T>(betweenI + turnedR), sizeof<T>());
      store<T>(at2, <T>(betweenR + turnedI));
      store<T>(at2, <T>(betweenI - turnedR), sizeof<T>());
      w1 += step;
      w2 += 2 * step;
      y += width;
    } while (y != end);
    y += 2 * span;
    blocks--;
  } while (blocks);
}
