import type { Tensor } from '../../model/graph.ts';
import { channelRescale } from '../convolution.ts';
import { isPadded } from '../window.ts';
import { mixing } from './mixing.ts';

/** Grouped convolutions, whose filters see some of the input, are left alone. */
export default mixing<'CONV_2D'>(({ options }, { x, y, w: filters }) => {
  const w = filters as Tensor;
  if (w.shape[3] !== x.shape[3]) return undefined;
  return {
    isPadded: isPadded(options, x, y, w),
    activation: options.activation,
    rescale: (channel) => channelRescale(x, w, y, channel),
  };
});
