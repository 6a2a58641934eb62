import type { Tensor } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

const WORD_BYTES = 4;

export default {
  kinds: ['QonnxSums'],
  lower: ({ options }, { x, w, bias: thresholds, y }) => {
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
  },
} satisfies OperatorSpec<'QonnxSums'>;
