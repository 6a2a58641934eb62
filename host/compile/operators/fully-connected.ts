import type { OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { elements } from '../../model/shapes.ts';
import { sumBits } from '../../model/sum-rules.ts';
import { biases, weightsOf } from '../convolution.ts';
import { constantRescale, lowerMatrix, matrixRescale } from '../lower-matrix.ts';
import { matmulKernel } from '../matmul.ts';
import { lowerRealMatrix } from '../reals/fully-connected.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

/** Weights that are known only when the network runs. */
const lowerComputed = (
  { options: { activation } }: OperatorOf<'FULLY_CONNECTED'>,
  { x, w: matrix, bias, y }: Operands,
): Lowered => {
  const w = matrix as Tensor;
  const [outputs = 1, inputs = 1] = w.shape;
  const rows = elements(x.shape) / inputs;
  const lowered = matmulKernel(
    {
      a: { count: rows, step: inputs, depthStep: 1 },
      b: { count: outputs, step: inputs, depthStep: 1 },
      ...{ depth: inputs, rescale: matrixRescale(x, w, y, 0), activation },
      bias: bias ? biases(bias, outputs) : [],
    },
    { x, w, y },
  );
  return {
    ...lowered,
    reads: [0, 1],
    emit: ({ inputs: at, output, constants, scratch }) =>
      `${lowered.kernel}(${at[0]}, ${at[1]}, ${output}, ${constants}, ${scratch});`,
  };
};

export default {
  kinds: ['FULLY_CONNECTED'],
  lower: (operator, operands, tiles) => {
    const { x, w: matrix, bias, y } = operands;
    const w = matrix as Tensor;
    if (x.dtype === 'float32') return lowerRealMatrix(operator.options.activation, operands, tiles);
    if (!w.data) return lowerComputed(operator, operands);
    const { activation, isZeroFolded, biasType } = operator.options;
    const [outputs = 1, inputs = 1] = w.shape;
    return lowerMatrix(
      {
        ...{ weights: weightsOf(w), outputs, inputs, bias: biases(bias, outputs), activation },
        rescale: (channel) => constantRescale(x, w, y, channel),
        isZeroFolded: isZeroFolded === true,
        sumBits: sumBits({ x, bias }, biasType),
      },
      { x, y, rows: elements(x.shape) / inputs },
      tiles,
    );
  },
} satisfies OperatorSpec<'FULLY_CONNECTED'>;
