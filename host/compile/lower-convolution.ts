import type { DType, Tensor } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';
import { perImage, stepped } from './batch.ts';
import { depthOf, type Filter, packConvolution, type Scaling } from './convolution.ts';
import { lowerConvolutionDsp } from './convolution-dsp.ts';
import { lowerConvolutionPacked } from './convolution-packed.ts';
import { lowerConvolutionS16 } from './convolution-s16.ts';
import { lowerConvolutionSimd } from './convolution-simd.ts';
import { type Kernel, orGeneral } from './general-kernel.ts';
import type { Lowered } from './operators/spec.ts';
import type { Refusal } from './refusal.ts';
import type { Tiles } from './tiles.ts';
import type { Window } from './window.ts';

/** One image's window sliding over it, and the filters of each group of channels. */
export interface Convolution {
  readonly window: Window;
  readonly scaling: Scaling;
  readonly groups: readonly (readonly Filter[])[];
  /** Bits of the reference's sums, where its activations have 16. */
  readonly sumBits: 32 | 64;
}

const tiled = (convolution: Convolution, tiles: Tiles): Kernel | Refusal | undefined => {
  if (tiles === 'dsp') return lowerConvolutionDsp(convolution);
  if (tiles === 'armv6m') return lowerConvolutionPacked(convolution);
  return tiles === 'simd128' ? lowerConvolutionSimd(convolution) : undefined;
};

const scalar = ({ window, scaling, groups }: Convolution): Kernel => ({
  kernel: 'conv2d_s8',
  constants: packConvolution(window, scaling, groups),
  scratchBytes: depthOf(groups[0]?.[0]?.taps.length ?? 0),
});

/** What computes a convolution of one image: a function of its input, its output, its constants and scratch. */
export const convolutionKernel = (convolution: Convolution, tiles: Tiles, dtype: DType): Kernel =>
  dtype === 'int16'
    ? lowerConvolutionS16(convolution)
    : orGeneral(tiled(convolution, tiles), () => scalar(convolution));

/** A convolution over a batch of images. */
export const lowerConvolution = (
  convolution: Convolution,
  tiles: Tiles,
  { images, x, y }: { readonly images: number; readonly x: Tensor; readonly y: Tensor },
): Lowered => {
  const lowered = convolutionKernel(convolution, tiles, x.dtype);
  return {
    ...lowered,
    order: 'positions',
    emit: ({ inputs, output, constants, scratch }) =>
      perImage(images, (image) => {
        const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
        const to = stepped(output, tensorBytes(y) / images, image);
        return `${lowered.kernel}(${from}, ${to}, ${constants}, ${scratch});`;
      }),
  };
};
