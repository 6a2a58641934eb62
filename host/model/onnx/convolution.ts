import { damaged } from '../errors.ts';
import type { Padding } from '../graph.ts';
import { clamped, fused } from './clamp.ts';
import { constantOf } from './constant.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { pendingOf } from './inputs.ts';
import type { Context } from './operator.ts';
import { storedAs } from './quantization.ts';
import { Refusal } from './refusal.ts';
import { transposed } from './transposed.ts';
import type { Affine, Dequantized, Pending } from './values.ts';
import { addBias, type Bias, type Weights } from './weights.ts';
import { exactPads, fromImage, imageOf, padded, paddingRule, type Window, windowOf } from './windows.ts';

/**
 * ONNX's Conv as CONV_2D or, with one group a channel, DEPTHWISE_CONV_2D. Weights go from OIHW to OHWI or 1HWO here, once;
 * pads that are neither of TFLite's rules become a PAD in front.
 */
export const convolution = (context: Context, x: Dequantized, weights: Weights, bias: Bias | undefined): Pending => {
  const { attributes } = context;
  const { shape } = weights.codes;
  const [n = 1, channels = 1] = x.shape;
  const [filters = 0, perGroup = 0] = shape;
  if (shape.length !== x.shape.length)
    throw damaged(`weights of rank ${shape.length} for an input of rank ${x.shape.length}`);
  const group = attributes.int('group', 1);
  const window = windowOf(attributes, x.shape, shape.slice(2));
  if (group < 1 || perGroup * group !== channels || filters % group !== 0)
    throw damaged(`${group} groups of weights [${shape}] for ${channels} channels`);
  if (weights.scales.length > 1 && (weights.axis !== 0 || weights.scales.length !== filters))
    throw new Refusal(`weights with ${weights.scales.length} scales along axis ${weights.axis}`);
  const isDepthwise = group > 1 && perGroup === 1;
  const output = shape.length === 4 ? window.output : window.output.slice(1);
  return pendingOf(context, {
    shape: [n, filters, ...output],
    store: (storage, bounds) => {
      const { builder } = context;
      const image = imageOf(builder, x.codes);
      const [, h = 1, w = 1] = image.shape;
      const rule = paddingRule(window, [h, w]);
      const source = rule ? image : padded(builder, image, exactPads(window, [h, w]));
      const inputs = [source.id, addWeights(builder, weights, isDepthwise)];
      const products = weights.scales.map((scale) => scale * (x.codes.cell.affine as Affine).scale);
      inputs.push(addBias(builder, bias ?? noBias(weights, filters), products, filters));
      const y = storedAs(builder, storage, [n, ...window.output, filters]);
      const activation = fused(storage, bounds);
      const options = { ...slidingOptions(window, rule ?? 'valid'), activation: activation ?? 'none' };
      if (isDepthwise)
        builder.emit('DEPTHWISE_CONV_2D', inputs, [y.id], { ...options, depthMultiplier: filters / channels });
      else builder.emit('CONV_2D', inputs, [y.id], options);
      return fromImage(builder, activation ? y : clamped(builder, y, bounds), shape.length);
    },
  });
};

/** TensorFlow Lite takes no integer convolution without one. */
const noBias = ({ name }: Weights, filters: number): Bias => ({
  name: `${name}_bias`,
  value: constantOf('float32', [filters], new Float32Array(filters)),
});

const slidingOptions = ({ stride, dilation }: Window, padding: Padding) => ({
  padding,
  strideH: stride[0],
  strideW: stride[1],
  dilationH: dilation[0],
  dilationW: dilation[1],
});

/** OIHW, or OIW with height 1, as the kernels have them. */
const addWeights = (builder: GraphBuilder, { name, codes, scales }: Weights, isDepthwise: boolean): number => {
  const [o = 1, i = 1, ...size] = codes.shape;
  const filters = { ...codes, shape: [o, i, ...(size.length === 1 ? [1] : []), ...size] };
  const arranged = transposed(filters, isDepthwise ? [1, 2, 3, 0] : [0, 2, 3, 1]);
  const quantization = { scales: scales.map(Math.fround), zeroPoints: scales.map(() => 0), axis: isDepthwise ? 3 : 0 };
  return builder.constant(name, arranged, quantization);
};
