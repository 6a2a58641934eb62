import type { Padding, Tensor } from './graph.ts';
import type { Operands } from './operands.ts';
import { elements, same, windowOutput } from './shapes.ts';

/** Positions are 32-bit sums of strides, spans and extents. */
const MAX_REACH = 2 ** 20;

interface Window {
  readonly strideH: number;
  readonly strideW: number;
  readonly dilationH?: number;
  readonly dilationW?: number;
  readonly padding: Padding;
}

/** A window of `h` × `w` that slides over NHWC must have a shape, a reach and an output that make sense. */
export const complaintAboutWindow = (
  { strideH, strideW, dilationH = 1, dilationW = 1, padding }: Window,
  x: Tensor,
  y: Tensor,
  [h, w]: readonly [number, number],
  channels: number,
): string | undefined => {
  if (x.shape.length !== 4) return `an input of rank ${x.shape.length}`;
  const spans = [(h - 1) * dilationH + 1, (w - 1) * dilationW + 1];
  const sizes = [strideH, strideW, dilationH, dilationW, h, w];
  if (sizes.some((size) => size < 1) || [...sizes, ...spans].some((size) => size > MAX_REACH))
    return `strides ${strideH}×${strideW}, dilations ${dilationH}×${dilationW}, window ${h}×${w}`;
  if (typeof padding !== 'string') return 'explicit padding, which no file has';
  const [n = 0, inH = 0, inW = 0] = x.shape;
  const expected = [
    n,
    windowOutput(inH, h, strideH, dilationH, padding),
    windowOutput(inW, w, strideW, dilationW, padding),
    channels,
  ];
  return same(expected, y.shape) ? undefined : `output [${y.shape}] where its options give [${expected}]`;
};

/** Elements of the image that a pool's windows see. */
export const windowVisits = (
  { filterH, filterW }: { readonly filterH: number; readonly filterW: number },
  { x, y }: Operands,
): number => {
  const [, inH = 1, inW = 1] = x.shape;
  return elements(y.shape) * Math.min(filterH, inH) * Math.min(filterW, inW);
};
