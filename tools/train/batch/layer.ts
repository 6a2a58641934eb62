import type { Shape } from '../layers/layer.ts';

/** Numbers that training moves, and the sum of their gradients over a batch. */
export interface Trained {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  /** Puts them back to where gradients pass, after a step. */
  readonly bound?: () => void;
}

/** One operator on a batch of images, NHWC. Arrays hold as many images as the network was built for; `count` are in use. */
export interface BatchLayer {
  readonly outputShape: Shape;
  readonly trained: readonly Trained[];
  /** What else is kept with them: moving statistics. */
  readonly kept: readonly Float32Array[];
  /** Writes the outputs of all images. */
  readonly forward: (input: Float32Array, output: Float32Array, count: number, isTraining: boolean) => void;
  /**
   * Writes `inputGradient` (undefined: not wanted) and the gradients of what is trained; called after `forward` of the same batch.
   * `outputGradient` is used up.
   */
  readonly backward: (
    input: Float32Array,
    outputGradient: Float32Array,
    inputGradient: Float32Array | undefined,
    count: number,
  ) => void;
}
