import { imaginary, real, scaled, share } from '../arith/fft';

/**
 * A stage of a complex transform that joins five of its parts (kissfft, kiss_fft.c, kf_bfly5). T is i16 or i32.
 * @param y         complex T[blocks, 5, m], in place
 * @param twiddles  complex T, every `blocks`th is taken
 */
export function fft_radix5<T>(y: usize, twiddles: usize, m: usize, blocks: i32): void {
  const width = 2 * sizeof<T>();
  const span = m * width;
  const step = <usize>blocks * width;
  const fifth = share<T>(5);
  const nearR = <i32>load<T>(twiddles + m * step);
  const nearI = <i32>load<T>(twiddles + m * step, sizeof<T>());
  const farR = <i32>load<T>(twiddles + 2 * m * step);
  const farI = <i32>load<T>(twiddles + 2 * m * step, sizeof<T>());
  do {
    const end = y + span;
    let w: usize = 0;
    do {
      let at = y + span;
      let weight = twiddles + w;
      let r = scaled<T>(<i32>load<T>(at), fifth);
      let i = scaled<T>(<i32>load<T>(at, sizeof<T>()), fifth);
      const r1 = real<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      const i1 = imaginary<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      at += span;
      weight += w;
      r = scaled<T>(<i32>load<T>(at), fifth);
      i = scaled<T>(<i32>load<T>(at, sizeof<T>()), fifth);
      const r2 = real<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      const i2 = imaginary<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      at += span;
      weight += w;
      r = scaled<T>(<i32>load<T>(at), fifth);
      i = scaled<T>(<i32>load<T>(at, sizeof<T>()), fifth);
      const r3 = real<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      const i3 = imaginary<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      at += span;
      weight += w;
      r = scaled<T>(<i32>load<T>(at), fifth);
      i = scaled<T>(<i32>load<T>(at, sizeof<T>()), fifth);
      const r4 = real<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      const i4 = imaginary<T>(r, i, <i32>load<T>(weight), <i32>load<T>(weight, sizeof<T>()));
      const outerR = <i32>(<T>(r1 + r4));
      const outerI = <i32>(<T>(i1 + i4));
      const innerR = <i32>(<T>(r2 + r3));
      const innerI = <i32>(<T>(i2 + i3));
      const acrossR = <i32>(<T>(r1 - r4));
      const acrossI = <i32>(<T>(i1 - i4));
      const amidR = <i32>(<T>(r2 - r3));
      const amidI = <i32>(<T>(i2 - i3));
      r = scaled<T>(<i32>load<T>(y), fifth);
      i = scaled<T>(<i32>load<T>(y, sizeof<T>()), fifth);
      store<T>(y, <T>(r + outerR + innerR));
      store<T>(y, <T>(i + outerI + innerI), sizeof<T>());
      let alongR = r + scaled<T>(outerR, nearR) + scaled<T>(innerR, farR);
      let alongI = i + scaled<T>(outerI, nearR) + scaled<T>(innerI, farR);
      let turnedR = scaled<T>(acrossI, nearI) + scaled<T>(amidI, farI);
      let turnedI = -scaled<T>(acrossR, nearI) - scaled<T>(amidR, farI);
      at = y + span;
      store<T>(at, <T>(alongR - turnedR));
      store<T>(at, <T>(alongI - turnedI), sizeof<T>());
      at += 3 * span;
      store<T>(at, <T>(alongR + turnedR));
      store<T>(at, <T>(alongI + turnedI), sizeof<T>());
      alongR = r + scaled<T>(outerR, farR) + scaled<T>(innerR, nearR);
      alongI = i + scaled<T>(outerI, farR) + scaled<T>(innerI, nearR);
      turnedR = scaled<T>(amidI, nearI) - scaled<T>(acrossI, farI);
      turnedI = scaled<T>(acrossR, farI) - scaled<T>(amidR, nearI);
      at -= 2 * span;
      store<T>(at, <T>(alongR + turnedR));
      store<T>(at, <T>(alongI + turnedI), sizeof<T>());
      at += span;
      store<T>(at, <T>(alongR - turnedR));
      store<T>(at, <T>(alongI - turnedI), sizeof<T>());
      w += step;
      y += width;
    } while (y != end);
    y += 4 * span;
    blocks--;
  } while (blocks);
}
