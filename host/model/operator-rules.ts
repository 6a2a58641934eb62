import { integers } from './constant-data.ts';
import type { Graph, Operator, OperatorKind, Tensor } from './graph.ts';
import { complaintAboutBias, complaintAboutSum, complaintAboutWeights } from './scale-rules.ts';
import { broadcast, elements, same } from './shapes.ts';
import { complaintAboutWindow } from './window-rules.ts';

/** The tensors of an operator by position; complaints name them. */
export interface Operands {
  readonly x: Tensor;
  readonly w: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly y: Tensor;
}

/** TensorFlow Lite Micro's limit, and our kernel's. */
const MAX_PAD_RANK = 5;

/** Inputs that must be there, and how many there may be. */
const arity: Record<OperatorKind, readonly [required: number, most: number]> = {
  CONV_2D: [2, 3],
  DEPTHWISE_CONV_2D: [2, 3],
  FULLY_CONNECTED: [2, 3],
  ADD: [2, 2],
  AVERAGE_POOL_2D: [1, 1],
  PAD: [2, 2],
  RESHAPE: [1, 2],
  SOFTMAX: [1, 1],
};

/** What about an operator contradicts its tensors or lies outside what its kernel computes, or undefined. */
export const complaintAbout = (graph: Graph, operator: Operator): string | undefined => {
  const [required, most] = arity[operator.kind];
  const { inputs, outputs } = operator;
  if (inputs.length < required || inputs.length > most || inputs.slice(0, required).includes(-1))
    return `${inputs.length} inputs`;
  if (outputs.length !== 1) return `${outputs.length} outputs`;
  const at = (index: number) => graph.tensors[inputs[index] ?? -1];
  const x = at(0) as Tensor;
  const y = graph.tensors[outputs[0] as number] as Tensor;
  const operands: Operands = { x, w: at(1), bias: at(2), y };
  for (const tensor of operator.kind === 'ADD' ? [x, y, at(1) as Tensor] : [x, y]) {
    if (elements(tensor.shape) === 0) return `tensor ${tensor.id} is empty`;
    const { scales } = tensor.quantization ?? { scales: [] };
    if (operator.kind !== 'RESHAPE' && !(scales.length === 1 && (scales[0] ?? 0) > 0))
      return `tensor ${tensor.id} has no single scale`;
  }
  return (rules[operator.kind] as (operator: Operator, operands: Operands) => string | undefined)(operator, operands);
};

const differentScales = (x: Tensor, y: Tensor): string | undefined =>
  x.quantization?.scales[0] === y.quantization?.scales[0] &&
  x.quantization?.zeroPoints[0] === y.quantization?.zeroPoints[0]
    ? undefined
    : 'input and output are scaled differently';

const rules: {
  [K in OperatorKind]: (operator: Extract<Operator, { kind: K }>, operands: Operands) => string | undefined;
} = {
  CONV_2D: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [o = 0, h = 0, width = 0, i = 0] = w?.shape ?? [];
    if (w?.shape.length !== 4) return 'a filter that is not of rank 4';
    // Fewer filter channels than input channels is a grouped convolution.
    const groups = (x.shape[3] ?? 0) / i;
    if (!Number.isInteger(groups) || groups < 1 || o % groups !== 0)
      return `${i} filter channels and ${o} filters for ${x.shape[3]} input channels`;
    return (
      complaintAboutWindow(options, x, y, [h, width], o) ??
      complaintAboutWeights(operands, o, 0) ??
      complaintAboutBias(operands, o)
    );
  },
  DEPTHWISE_CONV_2D: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [one = 0, h = 0, width = 0, o = 0] = w?.shape ?? [];
    if (w?.shape.length !== 4 || one !== 1) return 'a filter that is not [1, H, W, C]';
    if (o !== (x.shape[3] ?? 0) * options.depthMultiplier)
      return `${o} filter channels for ${x.shape[3]} × multiplier ${options.depthMultiplier}`;
    return (
      complaintAboutWindow(options, x, y, [h, width], o) ??
      complaintAboutWeights(operands, o, 3) ??
      complaintAboutBias(operands, o)
    );
  },
  FULLY_CONNECTED: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [o = 0, i = 0] = w?.shape ?? [];
    if (w?.shape.length !== 2 || i < 1) return 'weights that are not of rank 2';
    const rows = elements(x.shape) / i;
    if (!Number.isInteger(rows)) return `input [${x.shape}] for ${i} columns of weights`;
    if (options.keepNumDims && !same([...x.shape.slice(0, -1), o], y.shape))
      return `output [${y.shape}] where [${[...x.shape.slice(0, -1), o]}] is due`;
    if (elements(y.shape) !== rows * o || y.shape.at(-1) !== o)
      return `output [${y.shape}] where ${rows} × ${o} is due`;
    return complaintAboutWeights(operands, o, 0) ?? complaintAboutBias(operands, o);
  },
  ADD: (_, { x, w, y }) => {
    const other = w as Tensor;
    const expected = broadcast(x.shape, other.shape);
    if (!expected || !same(expected, y.shape)) return `[${x.shape}] + [${other.shape}] does not give [${y.shape}]`;
    return complaintAboutSum(x, other, y);
  },
  AVERAGE_POOL_2D: ({ options }, { x, y }) =>
    differentScales(x, y) ??
    complaintAboutWindow(options, x, y, [options.filterH, options.filterW], x.shape[3] ?? 0) ??
    // The kernel's sum of bytes stays below 2^31.
    (Math.min(options.filterH, x.shape[1] ?? 0) * Math.min(options.filterW, x.shape[2] ?? 0) > 2 ** 23
      ? `a window of ${options.filterH}×${options.filterW}`
      : undefined),
  PAD: (_, { x, y, w }) => {
    const rank = x.shape.length;
    const paddings = integers(w as Tensor);
    if (w?.dtype !== 'int32' && w?.dtype !== 'int64') return `${w?.dtype} paddings`;
    if (rank < 1 || rank > MAX_PAD_RANK || paddings.length !== 2 * rank)
      return `${paddings.length} paddings for rank ${rank}, at most ${MAX_PAD_RANK}`;
    const expected = x.shape.map((extent, axis) => extent + (paddings[2 * axis] ?? 0) + (paddings[2 * axis + 1] ?? 0));
    if (paddings.some((amount) => amount < 0) || !same(expected, y.shape))
      return `[${x.shape}] padded by ${paddings} does not give [${y.shape}]`;
    return differentScales(x, y);
  },
  // A constant shape may say -1; what counts is the output's own, as in TensorFlow Lite Micro.
  RESHAPE: (_, { x, y }) =>
    elements(x.shape) === elements(y.shape) ? differentScales(x, y) : `[${x.shape}] to [${y.shape}]`,
  SOFTMAX: ({ options: { beta } }, { x, y }) => {
    const { scales: [scale = 0] = [], zeroPoints: [zero] = [] } = y.quantization ?? {};
    if (!same(x.shape, y.shape) || x.shape.length < 1) return `[${x.shape}] to [${y.shape}]`;
    if (zero !== -128 || Math.abs(scale - 1 / 256) > 0.001 / 256)
      return `output scale ${scale}, zero point ${zero}; 1/256 and -128 are due`;
    // The scaled difference needs a left shift (internal/quantization_util.cc, PreprocessSoftmaxScaling).
    const inputScale = x.quantization?.scales[0] ?? 0;
    return Number.isFinite(beta) && beta * inputScale * 2 ** 26 > 1
      ? undefined
      : `beta ${beta} at input scale ${inputScale}`;
  },
};
