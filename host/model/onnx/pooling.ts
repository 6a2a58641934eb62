import { damaged } from '../errors.ts';
import type { DType, Padding } from '../graph.ts';
import { clamped, fused } from './clamp.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { pendingOf } from './inputs.ts';
import type { Context } from './operator.ts';
import { isStoredAs, rescaled } from './quantization.ts';
import { reduction } from './reduction.ts';
import { Refusal } from './refusal.ts';
import type { Dequantized, Pending, Stored } from './values.ts';
import { exactPads, fromImage, imageOf, padded, paddingRule, type Window, windowOf } from './windows.ts';

const hasPads = ({ pads }: Window): boolean => pads.top + pads.bottom + pads.left + pads.right > 0;

/** A pool in the input's own scale. */
const pool = (
  builder: GraphBuilder,
  kind: 'AVERAGE_POOL_2D' | 'MAX_POOL_2D',
  image: Stored,
  { kernel, stride, output }: Window,
  padding: Padding,
): Stored => {
  const [n = 1, , , c = 1] = image.shape;
  const result = builder.stored(`${builder.nameOf(image)}_pooled`, image.dtype, [n, ...output, c], image.cell);
  builder.emit(kind, [image.id], [result.id], {
    padding,
    strideH: stride[0],
    strideW: stride[1],
    filterH: kernel[0],
    filterW: kernel[1],
    activation: 'none',
  });
  return result;
};

/**
 * ONNX's AveragePool: AVERAGE_POOL_2D rounds the average in the input's scale; where the result's is another one, a QUANTIZE
 * follows. Pads that count are a PAD with the zero point, which stands for 0.
 */
export const averagePool = (context: Context, x: Dequantized): Pending => {
  const { attributes } = context;
  const countsPads = attributes.int('count_include_pad', 0) !== 0;
  const window = windowOf(attributes, x.shape);
  if (window.dilation.some((step) => step !== 1)) throw new Refusal('dilated windows');
  if (countsPads && hasPads(window) && attributes.int('ceil_mode', 0) !== 0)
    throw new Refusal('ceil_mode together with count_include_pad');
  return averages(context, x, window, countsPads && hasPads(window));
};

/** The average of each whole channel: AVERAGE_POOL_2D in the input's scale, MEAN, which rounds once as well, in another one. */
export const globalAveragePool = (context: Context, x: Dequantized): Pending => {
  const spatial = x.shape.slice(2);
  if (spatial.length !== 1 && spatial.length !== 2)
    throw new Refusal(`an input of rank ${x.shape.length}; 3 and 4 are known`);
  const whole: Window = {
    kernel: spatial.length === 1 ? [1, spatial[0] as number] : [spatial[0] as number, spatial[1] as number],
    stride: [1, 1],
    dilation: [1, 1],
    pads: { top: 0, bottom: 0, left: 0, right: 0 },
    output: [1, 1],
  };
  const pooled = averages(context, x, whole, false);
  const mean = reduction(
    context,
    'MEAN',
    x,
    [...spatial.keys()].map((axis) => axis + 2),
    true,
  );
  return {
    ...pooled,
    store: (storage, bounds) => (isStoredAs(x.codes, storage) ? pooled : mean).store(storage, bounds),
  };
};

const averages = (context: Context, x: Dequantized, window: Window, countsPads: boolean): Pending => {
  const rank = x.shape.length;
  const [n = 1, c = 1] = x.shape;
  return pendingOf(context, {
    shape: [n, c, ...window.output.slice(4 - rank)],
    store: (storage, bounds) => {
      const { builder } = context;
      const image = imageOf(builder, x.codes);
      const input = [image.shape[1] ?? 1, image.shape[2] ?? 1] as const;
      const rule = countsPads ? undefined : paddingRule(window, input);
      if (!rule && !countsPads) throw new Refusal(`pads ${Object.values(window.pads)} that do not count`);
      const source = rule ? image : padded(builder, image, exactPads(window, input));
      const pooled = pool(builder, 'AVERAGE_POOL_2D', source, window, rule ?? 'valid');
      const result = rescaled(builder, fromImage(builder, pooled, rank), storage);
      return fused(storage, bounds) === 'none' ? result : clamped(builder, result, bounds);
    },
  });
};

/**
 * ONNX's MaxPool on codes: the greatest is the greatest in any scale.
 * @param kernel where the node does not say it
 */
export const maxPool = (context: Context, codes: Stored, kernel?: readonly number[]): Stored => {
  const { attributes, builder, node } = context;
  if (attributes.int('storage_order', 0) !== 0 || node.output.length > 1) throw new Refusal('indices of the greatest');
  const window = windowOf(attributes, codes.shape, kernel);
  if (window.dilation.some((step) => step !== 1)) throw new Refusal('dilated windows');
  const image = imageOf(builder, codes);
  const input = [image.shape[1] ?? 1, image.shape[2] ?? 1] as const;
  const rule = paddingRule(window, input);
  if (codes.shape.some((extent) => extent < 1)) throw damaged(`a pool over [${codes.shape}]`);
  const source = rule ? image : padded(builder, image, exactPads(window, input), leastCode(codes.dtype));
  return fromImage(builder, pool(builder, 'MAX_POOL_2D', source, window, rule ?? 'valid'), codes.shape.length);
};

/** No code is smaller, so that pads are never the greatest. */
const leastCode = (dtype: DType): number =>
  ({ uint8: 0, int16: -32768, float32: -(2 - 2 ** -23) * 2 ** 127 })[dtype as string] ?? -128;
