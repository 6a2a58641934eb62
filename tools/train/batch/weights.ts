import type { Engine } from '../engine/engine.ts';
import { type QuantizedWeights, realWeights, type WeightQuantizer } from '../quantizers/weights.ts';
import type { Trained } from './layer.ts';

/** Weights [depth, outputs] of a layer: as training moves them, and as the layer computes with them. */
export interface LayerWeights {
  readonly trained: Trained;
  /** What the layer multiplies by. */
  readonly used: Float32Array;
  /** Makes them anew of the latent weights. */
  readonly refresh: () => void;
  /** To be called when the gradient of the used weights is complete. */
  readonly passGradient: () => void;
  /** Codes and scales; undefined of real weights. */
  readonly quantized: () => QuantizedWeights | undefined;
}

export const layerWeights = (
  { floats }: Engine,
  depth: number,
  outputs: number,
  quantizer: WeightQuantizer | undefined,
): LayerWeights => {
  const [latent, gradient] = [floats(depth * outputs), floats(depth * outputs)];
  const used = quantizer ? floats(depth * outputs) : latent;
  const bound = quantizer?.bound;
  return {
    trained: { values: latent, gradient, ...(bound && { bound: () => bound(latent) }) },
    used,
    refresh: () => {
      if (quantizer) realWeights(used, quantizer.quantize(latent, outputs), outputs);
    },
    passGradient: () => quantizer?.passGradient?.(latent, gradient),
    quantized: () => quantizer?.quantize(latent, outputs),
  };
};
