import type { Activation, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { elements } from '../../model/shapes.ts';
import type { Lowered } from '../operators/spec.ts';
import type { Tiles } from '../tiles.ts';
import type { Window } from '../window.ts';
import { realConvolutionKernel } from './convolution.ts';
import { realMatmulKernel } from './matrix.ts';
import { realBiases, realsOf } from './values.ts';

/** Weights that are known only when the network runs. */
const lowerComputed = (
  activation: Activation,
  bias: readonly number[],
  [rows, outputs, depth]: readonly [number, number, number],
): Lowered => {
  const kernel = realMatmulKernel({
    a: { count: rows, step: depth, depthStep: 1 },
    b: { count: outputs, step: depth, depthStep: 1 },
    ...{ depth, activation, bias },
  });
  return {
    ...kernel,
    reads: [0, 1],
    emit: ({ inputs: [a, b], output, constants }) => `${kernel.kernel}(${a}, ${b}, ${output}, ${constants});`,
  };
};

/** Rows of float32 by a matrix [outputs, depth]: where that is constant, a 1×1 convolution over the rows. */
export const lowerRealMatrix = (activation: Activation, { x, w: matrix, bias }: Operands, tiles: Tiles): Lowered => {
  const w = matrix as Tensor;
  const [outputs = 1, depth = 1] = w.shape;
  const rows = elements(x.shape) / depth;
  const biases = realBiases(bias, outputs);
  if (!w.data) return lowerComputed(activation, biases, [rows, outputs, depth]);
  const window: Window = {
    ...{ input: [1, rows], output: [1, rows], kernel: [1, 1], stride: [1, 1], dilation: [1, 1] },
    ...{ padding: 'valid', channels: depth, activation },
  };
  const kernel = realConvolutionKernel({ window, groups: 1, weights: realsOf(w), bias: biases }, tiles);
  return {
    ...kernel,
    emit: ({ inputs: [from], output, constants, scratch }) =>
      `${kernel.kernel}(${from}, ${output}, ${constants}, ${scratch});`,
  };
};
