import { eachWeight, type WeightQuantizer } from './weights.ts';

/** Of the mean size of an output's weights: near to what fits normal weights best. */
const THRESHOLD = 0.7;

/** Mean sizes of those weights of each output that are larger than its bound; 1 where none is. */
const sizesBeyond = (latent: Float32Array, bounds: Float64Array): Float64Array => {
  const outputs = bounds.length;
  const [sums, counts] = [new Float64Array(outputs), new Float64Array(outputs)];
  eachWeight(latent.length, outputs, (at, output) => {
    const size = Math.abs(latent[at] as number);
    if (size <= (bounds[output] as number)) return;
    sums[output] = (sums[output] as number) + size;
    counts[output] = (counts[output] as number) + 1;
  });
  return sums.map((sum, output) => (sum === 0 ? 1 : sum / (counts[output] as number)));
};

/**
 * -1, 0 and 1 times the mean size of the weights that are not 0, output by output; gradients pass (Li et al., 2016, arXiv:1605.04711,
 * ternary weight networks).
 */
export const ternary: WeightQuantizer = {
  quantize: (latent, outputs) => {
    const means = new Float64Array(outputs);
    const share = outputs / latent.length;
    eachWeight(latent.length, outputs, (at, output) => {
      means[output] = (means[output] as number) + Math.abs(latent[at] as number) * share;
    });
    const bounds = means.map((mean) => THRESHOLD * mean);
    const codes = new Int8Array(latent.length);
    eachWeight(latent.length, outputs, (at, output) => {
      const weight = latent[at] as number;
      if (Math.abs(weight) > (bounds[output] as number)) codes[at] = weight < 0 ? -1 : 1;
    });
    return { codes, scales: Float32Array.from(sizesBeyond(latent, bounds)) };
  },
};
