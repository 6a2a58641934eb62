import { elements } from '../../../host/model/shapes.ts';
import { type Attributes, get, int, ints, type Reals, type Run, tabulate } from './tensor.ts';

/** Where windows lie along each spatial axis. */
interface Windows {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly before: readonly number[];
  readonly output: readonly number[];
}

const windowsOf = (
  spatial: readonly number[],
  kernel: readonly number[],
  attributes: Attributes | undefined,
): Windows => {
  const ones = spatial.map(() => 1);
  const [strides, dilations] = [ints(attributes, 'strides', ones), ints(attributes, 'dilations', ones)];
  const pads = ints(
    attributes,
    'pads',
    [...spatial, ...spatial].map(() => 0),
  );
  const auto = attributes?.['auto_pad'];
  const spans = kernel.map((size, axis) => (size - 1) * (dilations[axis] as number) + 1);
  const sides = spatial.map((extent, axis) => {
    if (auto !== 'SAME_UPPER' && auto !== 'SAME_LOWER')
      return [pads[axis] as number, pads[axis + spatial.length] as number];
    const stride = strides[axis] as number;
    const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + (spans[axis] as number) - extent);
    return auto === 'SAME_UPPER'
      ? [Math.floor(total / 2), Math.ceil(total / 2)]
      : [Math.ceil(total / 2), Math.floor(total / 2)];
  });
  const output = spatial.map((extent, axis) => {
    const [before, behind] = sides[axis] as [number, number];
    return Math.floor((extent + before + behind - (spans[axis] as number)) / (strides[axis] as number)) + 1;
  });
  return { kernel, strides, dilations, before: sides.map(([before]) => before as number), output };
};

/** Visits a window's elements, with their place in the input; those in the padding have none. */
const visit = (
  { kernel, strides, dilations, before }: Windows,
  spatial: readonly number[],
  at: readonly number[],
  see: (tap: readonly number[], place: readonly number[] | undefined) => void,
): void => {
  tabulate(kernel, (tap) => {
    const place = tap.map(
      (offset, axis) =>
        (at[axis] as number) * (strides[axis] as number) +
        offset * (dilations[axis] as number) -
        (before[axis] as number),
    );
    const isInside = place.every((position, axis) => position >= 0 && position < (spatial[axis] as number));
    see(tap, isInside ? place : undefined);
    return 0;
  });
};

export const conv: Run = ([x, w, b], { attributes }) => {
  const [input, weights] = [x as Reals, w as Reals];
  const [n = 0, , ...spatial] = input.shape;
  const [filters = 0, perGroup = 0, ...kernel] = weights.shape;
  const windows = windowsOf(spatial, kernel, attributes);
  const perOutput = filters / int(attributes, 'group', 1);
  return tabulate([n, filters, ...windows.output], ([batch = 0, filter = 0, ...at]) => {
    let sum = b?.values[filter] ?? 0;
    const first = Math.floor(filter / perOutput) * perGroup;
    visit(windows, spatial, at, (tap, place) => {
      if (place)
        for (let c = 0; c < perGroup; c++)
          sum += get(input, [batch, first + c, ...place]) * get(weights, [filter, c, ...tap]);
    });
    return sum;
  });
};

export const pool =
  (of: (seen: readonly number[], size: number, countsPads: boolean) => number): Run =>
  ([x], { attributes }) => {
    const input = x as Reals;
    const [n = 0, channels = 0, ...spatial] = input.shape;
    const windows = windowsOf(spatial, ints(attributes, 'kernel_shape', spatial), attributes);
    return tabulate([n, channels, ...windows.output], ([batch = 0, channel = 0, ...at]) => {
      const seen: number[] = [];
      visit(windows, spatial, at, (_, place) => {
        if (place) seen.push(get(input, [batch, channel, ...place]));
      });
      return of(seen, elements(windows.kernel), int(attributes, 'count_include_pad', 0) !== 0);
    });
  };
