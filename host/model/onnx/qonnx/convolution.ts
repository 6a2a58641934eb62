import { damaged } from '../../errors.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { transposed } from '../transposed.ts';
import { fromImage, imageOf, type Window, windowOf } from '../windows.ts';
import { realsAt, slicedAlong } from './constants.ts';
import type { Counted } from './counted.ts';
import { type Gridded, griddedAt } from './grid.ts';
import { everywhere, stepped, straight } from './meanings.ts';
import type { SignLayer } from './signs.ts';
import { filtersAt, ones, sums } from './sums.ts';

/** Conv: x, weights OIHW, bias. */
export const convolution = (context: Context): Counted => {
  const { attributes } = context;
  const gridded = imageAt(context);
  const x = gridded.value;
  const filters = filtersAt(context, 1, 0);
  const { shape } = filters.codes;
  const [n = 1, channels = 1] = x.shape;
  const [count = 0, perGroup = 0] = shape;
  if (shape.length !== x.shape.length)
    throw damaged(`weights of rank ${shape.length} for an input of rank ${x.shape.length}`);
  const groups = attributes.int('group', 1);
  const window = windowOf(attributes, x.shape, shape.slice(2));
  if (groups < 1 || perGroup * groups !== channels || count % groups !== 0)
    throw damaged(`${groups} groups of weights [${shape}] for ${channels} channels`);
  const image = shape.length === 4 ? filters.codes : { ...filters.codes, shape: [count, perGroup, 1, shape[2] ?? 1] };
  const lying = transposed(image, [0, 2, 3, 1]);
  if (lying.shape[1] !== window.kernel[0] || lying.shape[2] !== window.kernel[1])
    throw damaged(`kernel_shape ${window.kernel} for weights [${shape}]`);
  const result = sums(context, gridded, filters, {
    shape: [n, count, ...window.output.slice(4 - shape.length)],
    axis: 1,
    groups,
    layer: {
      ...imageLayer(context, x, window),
      filters: () => lying,
    },
  });
  return context.inputs[2] ? biased(context, result) : result;
};

/** Windows sum up over height and width. */
const imageAt = (context: Context): Gridded => {
  const gridded = griddedAt(context, 0);
  const { meanings, axis } = gridded.value;
  if (meanings.length > 1 && axis !== 1)
    throw new Refusal(`an input whose scale differs along axis ${axis}: put a Quant of one scale before it`);
  return gridded;
};

/** A window over a value NCHW or NCW. */
const imageLayer = ({ builder }: Context, x: Counted, window: Window): Omit<SignLayer, 'filters'> => {
  const rank = x.shape.length;
  const [n = 1, channels = 1] = x.shape;
  const [h = 1, w = 1] = rank === 4 ? x.shape.slice(2) : [1, x.shape[2]];
  return {
    image: () => imageOf(builder, x.codes()),
    extents: [n, h, w, channels],
    window,
    finish: (image) => fromImage(builder, image, rank),
  };
};

const biased = (context: Context, result: Counted): Counted => {
  const { shape, values } = realsAt(context, 2, 'bias');
  if (shape.length !== 1 || shape[0] !== result.shape[1]) throw damaged(`bias [${shape}] for [${result.shape}]`);
  const bias = slicedAlong(
    { shape: [shape[0] as number, ...result.shape.slice(2).map(() => 1)], values },
    result.shape,
    'bias',
  );
  return stepped(result, bias, (value) => straight((sum) => sum + value, 1, value));
};

/** AveragePool as a sum of whole numbers; what one of it stands for is smaller. */
export const averagePool = (context: Context): Counted => {
  const { attributes } = context;
  const gridded = imageAt(context);
  const x = gridded.value;
  const countsPads = attributes.int('count_include_pad', 0) !== 0;
  const isCeiling = attributes.int('ceil_mode', 0) !== 0;
  const window = windowOf(attributes, x.shape);
  const { top, bottom, left, right } = window.pads;
  if (top + bottom + left + right > 0 && (!countsPads || isCeiling)) throw new Refusal('pads that do not count');
  if (isCeiling && reachesBeyond(window, x.shape)) throw new Refusal('windows that reach beyond the input');
  return averages(context, gridded, window);
};

const reachesBeyond = ({ kernel, stride, dilation, output }: Window, shape: readonly number[]): boolean => {
  const [h = 1, w = 1] = shape.length === 4 ? shape.slice(2) : [1, shape[2] ?? 1];
  const end = (axis: 0 | 1) => (output[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1;
  return end(0) > h || end(1) > w;
};

export const globalAveragePool = (context: Context): Counted => {
  const gridded = imageAt(context);
  const spatial = gridded.value.shape.slice(2);
  if (spatial.length !== 1 && spatial.length !== 2)
    throw new Refusal(`an input of rank ${gridded.value.shape.length}; 3 and 4 are known`);
  const kernel = spatial.length === 1 ? ([1, spatial[0] ?? 1] as const) : ([spatial[0] ?? 1, spatial[1] ?? 1] as const);
  const pads = { top: 0, bottom: 0, left: 0, right: 0 };
  return averages(context, gridded, { kernel, stride: [1, 1], dilation: [1, 1], pads, output: [1, 1] });
};

const averages = (context: Context, gridded: Gridded, window: Window): Counted => {
  const x = gridded.value;
  const rank = x.shape.length;
  const [n = 1, channels = 1] = x.shape;
  const filters = ones(channels, window.kernel);
  const total = window.kernel[0] * window.kernel[1];
  const summedUp = sums(context, gridded, filters, {
    shape: [n, channels, ...window.output.slice(4 - rank)],
    axis: 1,
    groups: channels,
    layer: { ...imageLayer(context, x, window), filters: () => filters.codes },
  });
  return stepped(summedUp, everywhere, () => straight((sum) => sum / total, 1 / total, 0));
};
