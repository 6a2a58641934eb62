// Shared by asc and tsc: constants only.

/** Fields of the constants of `signal_spectral_subtraction`, byte offsets of u32. */
export enum SpectralSubtraction {
  CHANNELS = 0,
  SMOOTHING_BITS = 4,
  BITS = 8,
  CLAMPING = 12,
  LEAST_REMAINING = 16,
  /** Of channels 0, 2, …: the new one's weight and the old one's; then those of channels 1, 3, … */
  WEIGHTS = 20,
  BYTES = 36,
}
