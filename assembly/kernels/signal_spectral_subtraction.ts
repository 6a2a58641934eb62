import { SpectralSubtraction } from '../shared/signal_layout';

/**
 * Channels less the noise in them, which is a weighted mean of what they were (tflite-micro,
 * signal/src/filter_bank_spectral_subtraction.cc).
 * @param x         u32[channels]
 * @param noise     u32[channels], kept between inferences
 * @param y         u32[channels]
 * @param estimate  u32[channels], a copy of `noise`
 * @param p         fields `SpectralSubtraction`
 */
export function signal_spectral_subtraction(x: usize, noise: usize, y: usize, estimate: usize, p: usize): void {
  const bits = <u64>load<u32>(p, SpectralSubtraction.BITS);
  const smoothingBits = load<u32>(p, SpectralSubtraction.SMOOTHING_BITS);
  const channels = load<u32>(p, SpectralSubtraction.CHANNELS);
  for (let channel: u32 = 0; channel < channels; channel++) {
    const weights = p + (((<usize>channel) & 1) << 3);
    const input = load<u32>(x);
    const raised = input << smoothingBits;
    let mean = <u32>(
      ((<u64>raised * <u64>load<u32>(weights, SpectralSubtraction.WEIGHTS) +
        <u64>load<u32>(noise) * <u64>load<u32>(weights, SpectralSubtraction.WEIGHTS + 4)) >>
        bits)
    );
    const taken = min(mean, raised);
    if (load<u32>(p, SpectralSubtraction.CLAMPING)) mean = taken;
    store<u32>(noise, mean);
    store<u32>(estimate, mean);
    const least = <u32>((<u64>input * <u64>load<u32>(p, SpectralSubtraction.LEAST_REMAINING)) >> bits);
    store<u32>(y, max((raised - taken) >> smoothingBits, least));
    x += 4;
    noise += 4;
    y += 4;
    estimate += 4;
  }
}
