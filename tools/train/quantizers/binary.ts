import type { WeightQuantizer } from './weights.ts';

const bound = (latent: Float32Array): void => {
  for (let at = 0; at < latent.length; at++) latent[at] = Math.min(Math.max(latent[at] as number, -1), 1);
};

/** Of latent weights that are adopted, the root of the mean square: most lie within the bounds, and many signs may still change. */
const ADOPTED_SIZE = 0.3;

/** Signs of weights, 0 counting as +1; latent ones stay within -1..1 (Courbariaux et al., 2016, arXiv:1602.02830). */
export const binary: WeightQuantizer = {
  quantize: (latent) => {
    const codes = new Int8Array(latent.length);
    for (let at = 0; at < latent.length; at++) codes[at] = (latent[at] as number) < 0 ? -1 : 1;
    return { codes, scales: Float32Array.of(1) };
  },
  passGradient: (latent, gradient) => {
    for (let at = 0; at < latent.length; at++) if (Math.abs(latent[at] as number) > 1) gradient[at] = 0;
  },
  bound,
  adopt: (latent) => {
    const squares = latent.reduce((sum, weight) => sum + weight * weight, 0);
    const factor = ADOPTED_SIZE / Math.sqrt(squares / latent.length);
    for (let at = 0; at < latent.length; at++) latent[at] = (latent[at] as number) * factor;
    bound(latent);
  },
};
