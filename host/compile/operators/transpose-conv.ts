import { transposedOperands } from '../../model/operators/transpose-conv.ts';
import { elementBytes, tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { joined } from '../joined.ts';
import { convolutionKernel } from '../lower-convolution.ts';
import { overImages } from '../reals/images.ts';
import { realTransposedKernel } from '../reals/transposed.ts';
import { type TransposedPart, transposedParts } from '../transposed-parts.ts';
import type { OperatorSpec } from './spec.ts';

/** Of the scratch behind what a part has made. */
const ALIGNMENT = 16;

/** As many convolutions of step 1 as the steps tell apart, whose outputs lie interleaved. */
export default {
  kinds: ['TRANSPOSE_CONV'],
  lower: ({ options }, { inputs, y }, tiles) => {
    const operands = transposedOperands(inputs, y);
    const { x } = operands;
    if (x.dtype === 'float32') return overImages(realTransposedKernel(options, operands), x, y, 2);
    const [images = 1, , outW = 1, channels = 1] = y.shape;
    const pixelBytes = channels * elementBytes(y.dtype);
    const rowBytes = outW * pixelBytes;
    const madeBytes = ({ place, convolution: { window } }: TransposedPart): number =>
      place ? Math.ceil((window.output[0] * window.output[1] * pixelBytes) / ALIGNMENT) * ALIGNMENT : 0;
    const parts = transposedParts(options, operands).map((part) => ({
      ...part,
      ...convolutionKernel(part.convolution, tiles, x.dtype),
      madeBytes: madeBytes(part),
    }));
    const { bytes, offsets } = joined(parts.map(({ constants }) => constants));
    const kernels = [...new Set(parts.map(({ kernel }) => kernel))];
    const fallback = parts.find((part) => part.fallback)?.fallback;
    return {
      kernel: kernels[0] as string,
      ...(fallback !== undefined && { fallback }),
      helpers: [...kernels.slice(1), ...(parts.some(({ place }) => place) ? ['interleave'] : [])],
      constants: bytes,
      reads: [2],
      scratchBytes: Math.max(...parts.map((part) => part.madeBytes + part.scratchBytes)),
      emit: ({ inputs: at, output, constants, scratch }) =>
        perImage(images, (image) => {
          const from = stepped(at[2] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          const calls = parts.map(({ kernel, place, convolution, madeBytes: used }, part) => {
            const made = place ? scratch : to;
            const call = `${kernel}(${from}, ${made}, ${constants} + ${offsets[part]}, ${scratch} + ${used});`;
            if (!place) return call;
            const { first, count, step } = place;
            const unused = convolution.window.output[1] - count[1];
            const sizes = [...count, pixelBytes, unused * pixelBytes, step[1] * pixelBytes, step[0] * rowBytes];
            const start = first[0] * rowBytes + first[1] * pixelBytes;
            return `${call} interleave(${made}, ${to} + ${start}, ${sizes.join(', ')});`;
          });
          return `{ ${calls.join(' ')} }`;
        }),
    };
  },
} satisfies OperatorSpec<'TRANSPOSE_CONV'>;
