import { integers } from '../constant-data.ts';
import type { Tensor } from '../graph.ts';
import { isTooLarge, leavesInput } from '../resize.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseMixed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input NHWC, constant size int32[2]: the output's height and width. */
export default {
  kinds: ['RESIZE_BILINEAR'],
  inputs: [2, 2],
  refusal: ({ options }, { x, y, w }) =>
    refuseMixed([x, y], 'int8', 'float32') ??
    refuseTypes([w], ['int32']) ??
    refuseComputed(w, 'size') ??
    (options.alignCorners && options.halfPixelCenters ? 'with aligned corners and half-pixel centers' : undefined) ??
    (x.dtype === 'int8' && [1, 2].some((axis) => leavesInput(x.shape[axis] ?? 0, y.shape[axis] ?? 0, options))
      ? `from [${x.shape}] to [${y.shape}], whose rounded steps leave the input`
      : undefined),
  complaint: (_, { x, y, w }) => {
    const [batch = 0, , , channels = 0] = x.shape;
    const size = integers(w as Tensor);
    if (x.shape.length !== 4 || size.length !== 2 || !same([batch, ...size, channels], y.shape))
      return `[${x.shape}] resized to ${size} does not give [${y.shape}]`;
    if (isTooLarge([...x.shape, ...y.shape])) return `[${x.shape}] resized to [${y.shape}]`;
    return x.dtype === 'float32' ? undefined : (singleScales([x, y]) ?? differentScales(x, y));
  },
} satisfies OperatorRules<'RESIZE_BILINEAR'>;
