import type { Layer, Shape } from './layer.ts';

export interface AveragePoolLayer extends Layer {
  readonly kind: 'averagePool';
  readonly window: number;
}

/** Square windows side by side; rows and columns that fill no window are dropped (VALID). */
export const averagePool = ([height, width, channels]: Shape, window: number): AveragePoolLayer => {
  const outHeight = Math.floor(height / window);
  const outWidth = Math.floor(width / window);
  const share = 1 / (window * window);
  const eachRun = (visit: (output: number, image: number) => void) => {
    for (let y = 0; y < outHeight * window; y++) {
      for (let x = 0; x < outWidth * window; x++) {
        const position = Math.floor(y / window) * outWidth + Math.floor(x / window);
        visit(position * channels, (y * width + x) * channels);
      }
    }
  };
  return {
    kind: 'averagePool',
    window,
    relu: false,
    outputShape: [outHeight, outWidth, channels],
    parameters: [],
    macs: 0,
    forward([image = new Float64Array()], output) {
      output.fill(0);
      eachRun((to, from) => {
        for (let c = 0; c < channels; c++) {
          output[to + c] = (output[to + c] as number) + share * (image[from + c] as number);
        }
      });
    },
    backward(_inputs, outputGradient, [imageGradient]) {
      if (imageGradient === undefined) return;
      eachRun((from, to) => {
        for (let c = 0; c < channels; c++) {
          imageGradient[to + c] = (imageGradient[to + c] as number) + share * (outputGradient[from + c] as number);
        }
      });
    },
  };
};
