import type { Tensor } from '../../model/graph.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import type { Kernel } from '../general-kernel.ts';
import type { Lowered } from '../operators/spec.ts';

/**
 * A kernel over a batch of images: `kernel(x, y, constants, scratch)`.
 * @param position of `x` among the operator's inputs
 */
export const overImages = (kernel: Kernel, x: Tensor, y: Tensor, position = 0): Lowered => {
  const [images = 1] = y.shape;
  return {
    ...kernel,
    reads: [position],
    emit: ({ inputs, output, constants, scratch }) =>
      perImage(images, (image) => {
        const from = stepped(inputs[position] as string, tensorBytes(x) / images, image);
        const to = stepped(output, tensorBytes(y) / images, image);
        return `${kernel.kernel}(${[from, to, constants, ...(kernel.scratchBytes > 0 ? [scratch] : [])].join(', ')});`;
      }),
  };
};
