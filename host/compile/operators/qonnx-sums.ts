import type { OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import type { LaneKernel } from '../lanes/kernel.ts';
import { lowerDspSums } from '../lanes/lower-dsp.ts';
import { lowerPackedSums } from '../lanes/lower-packed.ts';
import { lowerVectorSums } from '../lanes/lower-simd.ts';
import { type WholeSums, wholeSums } from '../lanes/whole-sums.ts';
import { isRefusal } from '../refusal.ts';
import type { Tiles } from '../tiles.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

const WORD_BYTES = 4;

const scalar = ({ options }: OperatorOf<'QonnxSums'>, { x, w, bias: thresholds, y }: Operands): Lowered => {
  const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
  const [filters = 1, kernelH = 1, kernelW = 1, perGroup = 1] = (w as Tensor).shape;
  const [, outH = 1, outW = 1] = y.shape;
  const { strideH, strideW, dilationH, dilationW, padTop, padLeft, zero } = options;
  const groups = channels / perGroup;
  const [rows = 1, count = 0] = thresholds?.shape ?? [];
  const constants = new Constants()
    .s32(images, inH, inW, groups, perGroup, filters / groups, kernelH, kernelW, outH, outW)
    .s32(strideH, strideW, dilationH, dilationW, padTop, padLeft, zero)
    .s32(count, rows > 1 ? 1 : 0);
  return {
    kernel: 'qonnx_sums',
    constants: constants.finish(),
    reads: thresholds ? [0, 1, 2, 3] : [0, 1],
    scratchBytes: thresholds ? WORD_BYTES * filters : 0,
    emit: ({ inputs: [image, filter, bounds = '0', levels = '0'], output, constants: at, scratch }) =>
      `qonnx_sums<${elementType(y.dtype)}>(${image}, ${filter}, ${output}, ${at}, ${bounds}, ${levels}, ${scratch});`,
  };
};

/** What is made for each target. */
const makers: Readonly<Record<Exclude<Tiles, 'scalar'>, (sums: WholeSums) => LaneKernel>> = {
  armv6m: lowerPackedSums,
  dsp: lowerDspSums,
  simd128: lowerVectorSums,
};

export default {
  kinds: ['QonnxSums'],
  lower: (operator, operands, tiles) => {
    if (tiles === 'scalar') return scalar(operator, operands);
    const { x, y } = operands;
    const sums = wholeSums(operator, operands);
    if (isRefusal(sums)) return { ...scalar(operator, operands), fallback: sums.reason };
    const { types, ...kernel } = makers[tiles](sums);
    const call = `${kernel.kernel}<${[elementType(y.dtype), ...types].join(', ')}>`;
    const [images = 1] = x.shape;
    return {
      ...kernel,
      emit: ({ inputs, output, constants, scratch }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          return `${call}(${from}, ${to}, ${constants}, ${scratch});`;
        }),
    };
  },
} satisfies OperatorSpec<'QonnxSums'>;
