import type { Engine } from '../engine/engine.ts';
import { type Shape, sizeOf } from '../layers/layer.ts';
import { crossEntropy } from '../network.ts';
import type { BatchLayer } from './layer.ts';

/** Layers one after the other, with the buffers of a batch; the last one's outputs are logits. */
export interface Sequence<L extends BatchLayer = BatchLayer> {
  readonly inputShape: Shape;
  readonly batch: number;
  readonly layers: readonly L[];
  /** Where images are put, up to `batch`. */
  readonly input: Float32Array;
  /** The logits of so many images, overwritten by the next call. */
  readonly infer: (count: number) => Float32Array;
  /** Forward and backward over a full batch; leaves mean gradients, and returns the mean cross-entropy. */
  readonly learn: (labels: Uint8Array) => number;
}

export const sequence = <L extends BatchLayer>(
  { floats }: Engine,
  inputShape: Shape,
  batch: number,
  layers: readonly L[],
): Sequence<L> => {
  const sizes = [inputShape, ...layers.map(({ outputShape }) => outputShape)].map(sizeOf);
  const values = sizes.map((size) => floats(batch * size));
  const gradients = sizes.map((size, at) => (at === 0 ? undefined : floats(batch * size)));
  const logits = values.at(-1) as Float32Array;
  const logitGradient = gradients.at(-1) as Float32Array;
  const classes = sizes.at(-1) as number;
  const forward = (count: number, isTraining: boolean): void => {
    layers.forEach((layer, at) => {
      layer.forward(values[at] as Float32Array, values[at + 1] as Float32Array, count, isTraining);
    });
  };
  return {
    inputShape,
    batch,
    layers,
    input: values[0] as Float32Array,
    infer: (count) => {
      forward(count, false);
      return logits.subarray(0, count * classes);
    },
    learn: (labels) => {
      forward(batch, true);
      let loss = 0;
      labels.forEach((label, image) => {
        const own = [image * classes, (image + 1) * classes] as const;
        loss += crossEntropy(logits.subarray(...own), label, logitGradient.subarray(...own));
      });
      for (let at = 0; at < batch * classes; at++) logitGradient[at] = (logitGradient[at] as number) / batch;
      for (let at = layers.length - 1; at >= 0; at--)
        layers[at]?.backward(values[at] as Float32Array, gradients[at + 1] as Float32Array, gradients[at], batch);
      return loss / batch;
    },
  };
};
