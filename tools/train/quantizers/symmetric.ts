import { round } from '../quantize.ts';
import { eachWeight, type WeightQuantizer } from './weights.ts';

/**
 * Signed weights of 2 to 8 bits around 0, -(2^(bits-1) - 1) to 2^(bits-1) - 1, the largest of an output (or of all) at the end;
 * gradients pass (Jacob et al., 2018, arXiv:1712.05877, for 8 bits).
 */
export const symmetric = (bits: number, { isPerOutput = true } = {}): WeightQuantizer => {
  const last = 2 ** (bits - 1) - 1;
  return {
    quantize: (latent, outputs) => {
      const scales = new Float32Array(isPerOutput ? outputs : 1);
      const codes = new Int8Array(latent.length);
      eachWeight(latent.length, outputs, (at, output) => {
        const slot = isPerOutput ? output : 0;
        scales[slot] = Math.max(scales[slot] as number, Math.abs(latent[at] as number));
      });
      scales.forEach((most, slot) => {
        scales[slot] = most === 0 ? 1 : most / last;
      });
      eachWeight(latent.length, outputs, (at, output) => {
        codes[at] = round((latent[at] as number) / (scales[isPerOutput ? output : 0] as number));
      });
      return { codes, scales };
    },
  };
};
