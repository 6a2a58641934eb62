import type { Operator, OperatorOf, Tensor } from '../model/graph.ts';
import { same, tensorBytes, windowPads } from '../model/shapes.ts';
import type { Order } from './operators/spec.ts';
import { windowOf } from './window.ts';

/** From where to where an output may start, in bytes from the start of an input that it may lie over. */
export interface Starts {
  readonly least: number;
  readonly most: number;
}

type Pool = OperatorOf<'AVERAGE_POOL_2D' | 'MAX_POOL_2D' | 'L2_POOL_2D'>;
type Windowed = OperatorOf<'CONV_2D' | 'DEPTHWISE_CONV_2D'> | Pool;
const isPool = (operator: Operator): operator is Pool =>
  operator.kind === 'AVERAGE_POOL_2D' || operator.kind === 'MAX_POOL_2D' || operator.kind === 'L2_POOL_2D';
const isWindowed = (operator: Operator): operator is Windowed =>
  operator.kind === 'CONV_2D' || operator.kind === 'DEPTHWISE_CONV_2D' || isPool(operator);

/** First tap along one axis that lies inside the input, or the extent where none does. */
const firstInside = (start: number, step: number): number =>
  start >= 0 ? start : start + Math.ceil(-start / step) * step;

/** All that is written up to a position must lie before all that it and the later ones read. */
const lead = ({ options }: Windowed, x: Tensor, y: Tensor, kernel: readonly [number, number]): number => {
  const window = windowOf(options, x, y, kernel);
  const { input, output, stride, dilation } = window;
  const [images = 1] = y.shape;
  const { top, left } = windowPads(window);
  const positions = images * output[0] * output[1];
  const pixelBytes = tensorBytes(x) / (images * input[0] * input[1]);
  const outBytes = tensorBytes(y) / positions;
  let [most, read] = [0, Number.POSITIVE_INFINITY];
  for (let position = positions - 1; position >= 0; position--) {
    const image = Math.floor(position / (output[0] * output[1]));
    const oy = Math.floor(position / output[1]) % output[0];
    const y = firstInside(oy * stride[0] - top, dilation[0]);
    const x = firstInside((position % output[1]) * stride[1] - left, dilation[1]);
    if (y < input[0] && x < input[1]) read = Math.min(read, ((image * input[0] + y) * input[1] + x) * pixelBytes);
    most = Math.min(most, read - (position + 1) * outBytes);
  }
  return most;
};

const IN_PLACE: Starts = { least: 0, most: 0 };

/** Where the output `y` may lie over the input `x`, or undefined; `w` is the filter, if there is one. */
export const startsOver = (
  operator: Operator,
  order: Order | undefined,
  { x, y, w }: { readonly x: Tensor; readonly y: Tensor; readonly w: Tensor | undefined },
): Starts | undefined => {
  // Where elements grow, the last one is to end where the input ends: all that is written then lies before what is still to be read.
  if (order === 'elements')
    return same(x.shape, y.shape)
      ? { least: Number.NEGATIVE_INFINITY, most: Math.min(0, tensorBytes(x) - tensorBytes(y)) }
      : undefined;
  if (!isWindowed(operator)) return undefined;
  // Images follow one another: one that grows would reach the next.
  if (order === 'channels') return x.shape[0] === 1 || tensorBytes(y) <= tensorBytes(x) ? IN_PLACE : undefined;
  if (order !== 'positions') return undefined;
  const [, h = 1, width = 1] = w?.shape ?? [];
  const kernel = isPool(operator) ? [operator.options.filterH, operator.options.filterW] : [h, width];
  return { least: Number.NEGATIVE_INFINITY, most: lead(operator, x, y, kernel as [number, number]) };
};
