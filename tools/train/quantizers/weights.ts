/** Weights [depth, outputs], outputs innermost, as whole numbers times the scale of their output. */
export interface QuantizedWeights {
  readonly codes: Int8Array;
  /** One for each output, or one for all. */
  readonly scales: Float32Array;
}

/** How real weights, which training moves, become the few numbers that the network computes with. */
export interface WeightQuantizer {
  readonly quantize: (latent: Float32Array, outputs: number) => QuantizedWeights;
  /** The straight-through estimator: makes of the gradient of quantised weights that of latent ones. It passes all where absent. */
  readonly passGradient?: (latent: Float32Array, gradient: Float32Array) => void;
  /** Puts latent weights back to where gradients pass. */
  readonly bound?: (latent: Float32Array) => void;
  /** Makes of trained real weights latent ones to start from; they are taken as they are where absent. */
  readonly adopt?: (latent: Float32Array) => void;
}

/** What a code stands for. */
export const realWeights = (to: Float32Array, { codes, scales }: QuantizedWeights, outputs: number): void => {
  const isShared = scales.length === 1;
  eachWeight(codes.length, outputs, (at, output) => {
    to[at] = (codes[at] as number) * (scales[isShared ? 0 : output] as number);
  });
};

/** Calls `visit` with each place of weights [depth, outputs] and its output. */
export const eachWeight = (length: number, outputs: number, visit: (at: number, output: number) => void): void => {
  for (let row = 0; row < length; row += outputs)
    for (let output = 0; output < outputs; output++) visit(row + output, output);
};
