import { type Engine, matrix, transposed } from '../engine/engine.ts';
import { type Shape, sizeOf } from '../layers/layer.ts';
import type { WeightQuantizer } from '../quantizers/weights.ts';
import type { BatchLayer } from './layer.ts';
import { type LayerWeights, layerWeights } from './weights.ts';

export interface WeightedLayer extends BatchLayer {
  readonly weights: LayerWeights;
}

/** Windows of so many floats are laid out at a time: they stay in the processor's cache. */
const CHUNK_FLOATS = 2 ** 17;
/** Rows of a tile of the engine's products. */
const TILE = 4;

/** Convolution without padding and bias; weights HWIO. Windows are laid out as rows, so that all three passes are products. */
export const conv = (
  engine: Engine,
  [height, width, channels]: Shape,
  outputs: number,
  { kernel, stride = 1, quantizer }: { kernel: number; stride?: number; quantizer?: WeightQuantizer | undefined },
): WeightedLayer => {
  const outHeight = Math.floor((height - kernel) / stride) + 1;
  const outWidth = Math.floor((width - kernel) / stride) + 1;
  const outputShape: Shape = [outHeight, outWidth, outputs];
  const positions = outHeight * outWidth;
  const depth = kernel * kernel * channels;
  const size = sizeOf([height, width, channels]);
  const weights = layerWeights(engine, depth, outputs, quantizer);
  const chunk = TILE * Math.max(1, Math.floor(CHUNK_FLOATS / (TILE * positions * depth)));
  const windows = engine.floats(chunk * positions * depth);
  const laid = matrix(windows, depth);
  const places = { width, channels, outHeight, outWidth, kernel, stride };

  /** Images of a batch, a few at a time, with the rows that they take of the output. */
  const eachChunk = (count: number, visit: (first: number, images: number, rows: number) => void): void => {
    for (let first = 0; first < count; first += chunk) {
      const images = Math.min(chunk, count - first);
      visit(first, images, images * positions);
    }
  };
  const eachImage = (pass: Engine['gather'], values: Float32Array, first: number, images: number): void => {
    for (let image = 0; image < images; image++) {
      const at = (first + image) * size;
      pass(windows.subarray(image * positions * depth), values.subarray(at, at + size), places);
    }
  };
  const rowsAt = (values: Float32Array, first: number) => values.subarray(first * positions * outputs);

  return {
    outputShape,
    weights,
    trained: [weights.trained],
    kept: [],
    forward(input, output, count) {
      weights.refresh();
      const filter = matrix(weights.used, outputs);
      eachChunk(count, (first, images, rows) => {
        eachImage(engine.gather, input, first, images);
        engine.product(rowsAt(output, first), laid, filter, { rows, columns: outputs, depth });
      });
    },
    backward(input, outputGradient, inputGradient, count) {
      const { gradient } = weights.trained;
      const filter = transposed(matrix(weights.used, outputs));
      gradient.fill(0);
      inputGradient?.fill(0, 0, count * size);
      eachChunk(count, (first, images, rows) => {
        const slopes = matrix(rowsAt(outputGradient, first), outputs);
        eachImage(engine.gather, input, first, images);
        engine.product(gradient, transposed(laid), slopes, { rows: depth, columns: outputs, depth: rows, adds: true });
        if (inputGradient === undefined) return;
        engine.product(windows, slopes, filter, { rows, columns: depth, depth: outputs });
        eachImage(engine.scatter, inputGradient, first, images);
      });
      weights.passGradient();
    },
  };
};
