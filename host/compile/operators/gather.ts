import type { Tensor } from '../../model/graph.ts';
import { gatheredAxes } from '../../model/operators/gather.ts';
import { elements, tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { unitOf } from '../movement/collapse.ts';
import type { OperatorSpec } from './spec.ts';

/** What the tensors have in common is a batch: each image of it has indices of its own. */
export default {
  kinds: ['GATHER'],
  lower: ({ options }, { x, y, w }) => {
    const indices = w as Tensor;
    const { axis = 0, batches = 0 } = gatheredAxes(options, x, indices) ?? {};
    const images = elements(x.shape.slice(0, batches));
    const outer = elements(x.shape.slice(batches, axis));
    const bytes = tensorBytes({ dtype: x.dtype, shape: x.shape.slice(axis + 1) });
    const n = elements(indices.shape.slice(batches));
    const type = `u${8 * unitOf([bytes])}`;
    return {
      kernel: 'gather',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs: [from = '', list = ''], output: to }) =>
        perImage(images, (image) => {
          const addresses = [
            stepped(from, tensorBytes(x) / images, image),
            stepped(list, tensorBytes(indices) / images, image),
            stepped(to, tensorBytes(y) / images, image),
          ];
          return `gather<${type}>(${addresses.join(', ')}, ${n}, ${bytes}, ${x.shape[axis]}, ${outer});`;
        }),
    };
  },
} satisfies OperatorSpec<'GATHER'>;
