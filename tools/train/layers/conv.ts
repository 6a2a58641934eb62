import { addProduct, transpose } from '../matmul.ts';
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

export interface ConvLayer extends Layer {
  readonly kind: 'conv';
  readonly kernel: number;
  readonly stride: number;
}

/** Convolution with SAME padding; filter OHWI. Windows are laid out as rows, so that all three passes are matrix products. */
export const conv = (
  [height, width, channels]: Shape,
  outputs: number,
  { kernel, stride = 1, relu = true }: { kernel: number; stride?: number; relu?: boolean },
): ConvLayer => {
  const { out: outHeight, before: top } = samePadding(height, kernel, stride);
  const { out: outWidth, before: left } = samePadding(width, kernel, stride);
  const positions = outHeight * outWidth;
  const depth = kernel * kernel * channels;
  const filter = newParameter('filter', outputs * depth, depth);
  const bias = newParameter('bias', outputs, depth);
  const isPointwise = kernel === 1 && stride === 1;
  const windows = new Float64Array(isPointwise ? 0 : positions * depth);
  const windowsTransposed = new Float64Array(positions * depth);
  const windowGradients = new Float64Array(isPointwise ? 0 : positions * depth);
  const gradientTransposed = new Float64Array(positions * outputs);
  const filterTransposed = new Float64Array(filter.values.length);

  /** Calls `visit` with the offset of each run of channels in the windows and in the image; padding is left out. */
  const eachRun = (visit: (inWindows: number, inImage: number) => void) => {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        const row = (y * outWidth + x) * depth;
        for (let ky = 0; ky < kernel; ky++) {
          const iy = y * stride + ky - top;
          if (iy < 0 || iy >= height) continue;
          for (let kx = 0; kx < kernel; kx++) {
            const ix = x * stride + kx - left;
            if (ix < 0 || ix >= width) continue;
            visit(row + (ky * kernel + kx) * channels, (iy * width + ix) * channels);
          }
        }
      }
    }
  };
  const gather = (image: Float64Array): Float64Array => {
    if (isPointwise) return image;
    eachRun((to, from) => {
      for (let c = 0; c < channels; c++) windows[to + c] = image[from + c] as number;
    });
    return windows;
  };

  return {
    kind: 'conv',
    kernel,
    stride,
    relu,
    outputShape: [outHeight, outWidth, outputs],
    parameters: [filter, bias],
    macs: sizeOf([outHeight, outWidth, outputs]) * depth,
    forward([image = windows], output) {
      fillBias(output, bias.values);
      addProduct(output, gather(image), filter.values, positions, outputs, depth);
      if (relu) applyRelu(output);
    },
    backward([image = windows], outputGradient, [imageGradient]) {
      addBiasGradient(bias, outputGradient);
      transpose(gradientTransposed, outputGradient, positions, outputs);
      transpose(windowsTransposed, gather(image), positions, depth);
      addProduct(filter.gradient, gradientTransposed, windowsTransposed, outputs, depth, positions);
      if (imageGradient === undefined) return;
      transpose(filterTransposed, filter.values, outputs, depth);
      if (isPointwise) {
        addProduct(imageGradient, outputGradient, filterTransposed, positions, depth, outputs);
        return;
      }
      windowGradients.fill(0);
      addProduct(windowGradients, outputGradient, filterTransposed, positions, depth, outputs);
      eachRun((from, to) => {
        for (let c = 0; c < channels; c++) {
          imageGradient[to + c] = (imageGradient[to + c] as number) + (windowGradients[from + c] as number);
        }
      });
    },
  };
};
