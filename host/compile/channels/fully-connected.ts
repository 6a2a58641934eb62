import type { Tensor } from '../../model/graph.ts';
import { constantRescale } from '../lower-matrix.ts';
import { mixing } from './mixing.ts';

/** A row may hold several positions of the input, each with all channels. */
export default mixing<'FULLY_CONNECTED'>(({ options }, { x, y, w: matrix }) => {
  const w = matrix as Tensor;
  if (!w.data || (w.shape[1] ?? 0) % (x.shape.at(-1) ?? 1) !== 0) return undefined;
  return {
    isPadded: false,
    activation: options.activation,
    rescale: (channel) => constantRescale(x, w, y, channel),
  };
});
