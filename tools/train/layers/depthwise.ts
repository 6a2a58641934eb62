import {
  addBiasGradient,
  applyRelu,
  fillBias,
  type Layer,
  newParameter,
  type Shape,
  samePadding,
  sizeOf,
} from './layer.ts';

export interface DepthwiseLayer extends Layer {
  readonly kind: 'depthwise';
  readonly kernel: number;
  readonly stride: number;
}

/** One filter per channel, SAME padding, depth multiplier 1; filter 1HWC. */
export const depthwise = (
  [height, width, channels]: Shape,
  { kernel, stride = 1, relu = true }: { kernel: number; stride?: number; relu?: boolean },
): DepthwiseLayer => {
  const { out: outHeight, before: top } = samePadding(height, kernel, stride);
  const { out: outWidth, before: left } = samePadding(width, kernel, stride);
  const filter = newParameter('filter', kernel * kernel * channels, kernel * kernel);
  const bias = newParameter('bias', channels, kernel * kernel);

  /** Offsets of each run of channels that meet: in the output, the image and the filter. */
  const eachRun = (visit: (output: number, image: number, filter: number) => void) => {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        for (let ky = 0; ky < kernel; ky++) {
          const iy = y * stride + ky - top;
          if (iy < 0 || iy >= height) continue;
          for (let kx = 0; kx < kernel; kx++) {
            const ix = x * stride + kx - left;
            if (ix < 0 || ix >= width) continue;
            visit((y * outWidth + x) * channels, (iy * width + ix) * channels, (ky * kernel + kx) * channels);
          }
        }
      }
    }
  };

  return {
    kind: 'depthwise',
    kernel,
    stride,
    relu,
    outputShape: [outHeight, outWidth, channels],
    parameters: [filter, bias],
    macs: sizeOf([outHeight, outWidth, channels]) * kernel * kernel,
    forward([image = bias.values], output) {
      const { values } = filter;
      fillBias(output, bias.values);
      eachRun((to, from, tap) => {
        for (let c = 0; c < channels; c++) {
          output[to + c] = (output[to + c] as number) + (image[from + c] as number) * (values[tap + c] as number);
        }
      });
      if (relu) applyRelu(output);
    },
    backward([image = bias.values], outputGradient, [imageGradient]) {
      const { values, gradient } = filter;
      addBiasGradient(bias, outputGradient);
      eachRun((to, from, tap) => {
        for (let c = 0; c < channels; c++) {
          const slope = outputGradient[to + c] as number;
          gradient[tap + c] = (gradient[tap + c] as number) + slope * (image[from + c] as number);
          if (imageGradient === undefined) continue;
          imageGradient[from + c] = (imageGradient[from + c] as number) + slope * (values[tap + c] as number);
        }
      });
    },
  };
};
