import type { OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { type Sliding, windowPads } from '../../model/shapes.ts';
import { valuesOf } from '../../model/values.ts';
import type { Range } from '../level-range.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isDilated, type Window } from '../window.ts';

const INT8: Range = [-128, 127];

/** A filter of whole numbers, and what becomes of its sums over values as they lie. */
export interface WholeFilter {
  readonly taps: readonly number[];
  /** What the zero point adds to each sum. */
  readonly offset: number;
  /** Of sums without their offset, rising, and one level more than there are of them; none where the sums are the outputs. */
  readonly steps?: { readonly thresholds: readonly number[]; readonly levels: readonly number[] };
}

/** Sums of whole numbers over one image, all channels in each. */
export interface WholeSums {
  readonly window: Window;
  readonly filters: readonly WholeFilter[];
  /** Value of padding. */
  readonly zero: number;
  /** Of values and padding. */
  readonly range: Range;
  readonly isPadded: boolean;
}

const slidingOf = ({ options }: OperatorOf<'QonnxSums'>, { x, w, y }: Operands): Sliding => {
  const [, inH = 1, inW = 1] = x.shape;
  const [, kernelH = 1, kernelW = 1] = (w as Tensor).shape;
  const [, outH = 1, outW = 1] = y.shape;
  const { strideH, strideW, dilationH, dilationW, padTop, padLeft } = options;
  const behind = (out: number, stride: number, kernel: number, dilation: number, before: number, extent: number) =>
    Math.max(0, (out - 1) * stride + (kernel - 1) * dilation + 1 - before - extent);
  return {
    input: [inH, inW],
    output: [outH, outW],
    kernel: [kernelH, kernelW],
    stride: [strideH, strideW],
    dilation: [dilationH, dilationW],
    padding: {
      top: padTop,
      left: padLeft,
      bottom: behind(outH, strideH, kernelH, dilationH, padTop, inH),
      right: behind(outW, strideW, kernelW, dilationW, padLeft, inW),
    },
  };
};

/** As tiles take them; refused where no tile does. */
export const wholeSums = (operator: OperatorOf<'QonnxSums'>, operands: Operands): WholeSums | Refusal => {
  const { x, w, inputs } = operands;
  const { zero, range = INT8 } = operator.options;
  const channels = x.shape[3] as number;
  const weights = valuesOf('int8', (w as Tensor).data as Uint8Array);
  const [count = 1, , , perGroup] = (w as Tensor).shape;
  const window: Window = { ...slidingOf(operator, operands), channels, activation: 'none' };
  const isPadded = Object.values(windowPads(window)).some((amount) => amount > 0);
  if (perGroup !== channels) return refuse('grouped');
  if (isDilated(window)) return refuse('dilated');
  if (isPadded && (zero < INT8[0] || zero > INT8[1])) return refuse(`padding of ${zero}`);
  const rowOf = stepsOf(inputs[2], inputs[3], count);
  const taps = weights.length / count;
  const filters = Array.from({ length: count }, (_, filter): WholeFilter => {
    const own = weights.slice(filter * taps, (filter + 1) * taps);
    const offset = -zero * own.reduce((sum, weight) => sum + weight, 0) + 0;
    return { taps: own, offset, ...rowOf?.(filter, offset) };
  });
  const values: Range = isPadded ? [Math.min(range[0], zero), Math.max(range[1], zero)] : range;
  return { window, filters, zero, range: values, isPadded };
};

const stepsOf = (thresholds: Tensor | undefined, levels: Tensor | undefined, filters: number) => {
  if (!thresholds?.data || !levels?.data) return undefined;
  const [rows = 1, count = 1] = thresholds.shape;
  const [bounds, results] = [valuesOf('int32', thresholds.data), valuesOf('int8', levels.data)];
  return (filter: number, offset: number): Pick<WholeFilter, 'steps'> => {
    const row = rows === filters ? filter : 0;
    return {
      steps: {
        thresholds: bounds.slice(row * count, (row + 1) * count).map((bound) => bound - offset),
        levels: results.slice(row * (count + 1), (row + 1) * (count + 1)),
      },
    };
  };
};

/** Whether windows lie one behind the other in the input. */
export const isInPlace = ({ window: { kernel, stride, input, output }, isPadded }: WholeSums): boolean =>
  !isPadded &&
  [...kernel, ...stride].every((extent) => extent === 1) &&
  input[0] === output[0] &&
  input[1] === output[1];
