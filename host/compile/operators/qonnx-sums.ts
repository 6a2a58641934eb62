import type { Tensor } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['QonnxSums'],
  lower: ({ options }, { x, w, y }) => {
    const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
    const [filters = 1, kernelH = 1, kernelW = 1, perGroup = 1] = (w as Tensor).shape;
    const [, outH = 1, outW = 1] = y.shape;
    const { strideH, strideW, dilationH, dilationW, padTop, padLeft, zero } = options;
    const groups = channels / perGroup;
    const constants = new Constants()
      .s32(images, inH, inW, groups, perGroup, filters / groups, kernelH, kernelW, outH, outW)
      .s32(strideH, strideW, dilationH, dilationW, padTop, padLeft, zero);
    return {
      kernel: 'qonnx_sums',
      constants: constants.finish(),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs: [image, filter], output, constants: at }) =>
        `qonnx_sums(${image}, ${filter}, ${output}, ${at});`,
    };
  },
} satisfies OperatorSpec<'QonnxSums'>;
