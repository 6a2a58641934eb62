import { type Shape, sizeOf } from '../layers/layer.ts';
import type { BatchLayer } from './layer.ts';

/** The greatest of each 2 × 2 window; a row and a column that fill no window are dropped (VALID). */
export const maxPool = ([height, width, channels]: Shape, batch: number): BatchLayer => {
  const outputShape: Shape = [height >> 1, width >> 1, channels];
  const size = sizeOf([height, width, channels]);
  const outSize = sizeOf(outputShape);
  const [outHeight, outWidth] = outputShape;
  const offsets = [0, channels, width * channels, (width + 1) * channels];
  /** Where the greatest was. */
  const sources = new Int32Array(batch * outSize);

  return {
    outputShape,
    trained: [],
    kept: [],
    forward(input, output, count) {
      let to = 0;
      for (let image = 0; image < count; image++) {
        for (let y = 0; y < outHeight; y++) {
          for (let x = 0; x < outWidth; x++) {
            const corner = image * size + 2 * (y * width + x) * channels;
            for (let from = corner; from < corner + channels; from++) {
              let source = from;
              for (const offset of offsets)
                if ((input[from + offset] as number) > (input[source] as number)) source = from + offset;
              output[to] = input[source] as number;
              sources[to++] = source;
            }
          }
        }
      }
    },
    backward(_input, outputGradient, inputGradient, count) {
      if (inputGradient === undefined) return;
      inputGradient.fill(0, 0, count * size);
      for (let at = 0; at < count * outSize; at++) inputGradient[sources[at] as number] = outputGradient[at] as number;
    },
  };
};
