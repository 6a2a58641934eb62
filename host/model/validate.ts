import type { Graph, Operator, OperatorKind, Tensor } from './graph.ts';
import { broadcast, elements, tensorBytes, windowOutput } from './shapes.ts';
import { damaged } from './tflite/flatbuffer.ts';

const MAX_RANK = 8;
const MAX_ELEMENTS = 2 ** 31;
/** Integer ranges of zero points. */
const zeroPointRange: Partial<Record<Tensor['dtype'], readonly [number, number]>> = {
  int4: [-8, 7],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
};

/**
 * Everything about a graph that the compiler relies on.
 * @throws ToolError `MODEL_DAMAGED` naming the first thing that does not hold
 */
export const validate = (graph: Graph): void => {
  for (const tensor of graph.tensors) validateTensor(tensor);
  const used = [
    ...graph.inputs,
    ...graph.outputs,
    ...graph.operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
  ];
  for (const id of used) if (id !== -1 && !graph.tensors[id]) throw damaged(`tensor ${id} does not exist`);
  validateOrder(graph);
  for (const operator of graph.operators) {
    const complaint = checkOperator(graph, operator);
    if (complaint) throw damaged(`${operator.kind} (operator ${operator.index}): ${complaint}`);
  }
};

const validateTensor = (tensor: Tensor): void => {
  const label = `tensor ${tensor.id}`;
  if (tensor.shape.length > MAX_RANK) throw damaged(`${label} has rank ${tensor.shape.length}, more than ${MAX_RANK}`);
  if (tensor.shape.some((extent) => extent < 0)) throw damaged(`${label} has shape [${tensor.shape}]`);
  if (elements(tensor.shape) >= MAX_ELEMENTS) throw damaged(`${label} has ${elements(tensor.shape)} elements`);
  if (tensor.data && tensor.dtype !== 'string' && tensor.data.length !== tensorBytes(tensor))
    throw damaged(`${label} has ${tensor.data.length} bytes of data for ${tensorBytes(tensor)}`);
  const { quantization } = tensor;
  if (!quantization) return;
  const { scales, zeroPoints, axis } = quantization;
  if (scales.some((scale) => !Number.isFinite(scale) || scale < 0))
    throw damaged(`${label} has a scale that is not a positive number`);
  if (zeroPoints.length !== scales.length && zeroPoints.length !== 1)
    throw damaged(`${label} has ${zeroPoints.length} zero points for ${scales.length} scales`);
  const [low, high] = zeroPointRange[tensor.dtype] ?? [-(2 ** 31), 2 ** 31 - 1];
  if (zeroPoints.some((zero) => zero < low || zero > high))
    throw damaged(`${label} has a zero point outside ${low}..${high}`);
  // Old converters leave axis 3 on biases of rank 1: with one scale, or one per element, it means nothing.
  if (scales.length > 1 && tensor.shape[axis] !== scales.length && elements(tensor.shape) !== scales.length)
    throw damaged(`${label} has ${scales.length} scales for axis ${axis} of [${tensor.shape}]`);
};

/** Every tensor has one maker, before its first use. */
const validateOrder = (graph: Graph): void => {
  if (graph.outputs.length === 0) throw damaged('no outputs');
  const made = new Set<number>(graph.inputs);
  if (made.size !== graph.inputs.length) throw damaged('the same input twice');
  for (const id of graph.inputs) if (graph.tensors[id]?.data) throw damaged(`input tensor ${id} is a constant`);
  for (const operator of graph.operators) {
    for (const id of operator.inputs)
      if (id !== -1 && !made.has(id) && !graph.tensors[id]?.data)
        throw damaged(`operator ${operator.index} reads tensor ${id} before anything writes it`);
    for (const id of operator.outputs) {
      if (id === -1 || made.has(id) || graph.tensors[id]?.data)
        throw damaged(`operator ${operator.index} writes tensor ${id}, which is not free`);
      made.add(id);
    }
  }
  for (const id of graph.outputs) if (!made.has(id)) throw damaged(`output tensor ${id} is never written`);
};

const same = (a: readonly number[], b: readonly number[] | undefined): boolean => b !== undefined && `${a}` === `${b}`;

/** The tensors of an operator by position; complaints name them. */
interface Operands {
  readonly x: Tensor;
  readonly w: Tensor | undefined;
  readonly bias: Tensor | undefined;
  readonly y: Tensor;
}

const checkOperator = (graph: Graph, operator: Operator): string | undefined => {
  const [inputs, least, most] = arity[operator.kind];
  const { length } = operator.inputs;
  if (length < least || length > most || operator.inputs.slice(0, inputs).includes(-1)) return `${length} inputs`;
  if (operator.outputs.length !== 1) return `${operator.outputs.length} outputs`;
  const at = (index: number) => graph.tensors[operator.inputs[index] ?? -1];
  const operands = {
    x: at(0) as Tensor,
    w: at(1),
    bias: at(2),
    y: graph.tensors[operator.outputs[0] as number] as Tensor,
  };
  for (const tensor of [operands.x, operands.y, ...(operator.kind === 'ADD' && operands.w ? [operands.w] : [])]) {
    if (elements(tensor.shape) === 0) return `tensor ${tensor.id} is empty`;
    if (
      operator.kind !== 'RESHAPE' &&
      (tensor.quantization?.scales.length !== 1 || !((tensor.quantization.scales[0] ?? 0) > 0))
    )
      return `tensor ${tensor.id} has no single scale`;
  }
  return (checks[operator.kind] as (operator: Operator, operands: Operands) => string | undefined)(operator, operands);
};

/** Inputs that must be there, and how many there may be. */
const arity: Record<OperatorKind, readonly [required: number, least: number, most: number]> = {
  CONV_2D: [2, 2, 3],
  DEPTHWISE_CONV_2D: [2, 2, 3],
  FULLY_CONNECTED: [2, 2, 3],
  ADD: [2, 2, 2],
  AVERAGE_POOL_2D: [1, 1, 1],
  RESHAPE: [1, 1, 2],
  SOFTMAX: [1, 1, 1],
};

const checkWeights = ({ w, bias }: Operands, channels: number, axis: number): string | undefined => {
  const quantization = w?.quantization;
  if (!quantization) return 'weights without quantisation';
  if (quantization.scales.length !== 1 && (quantization.scales.length !== channels || w?.shape[axis] !== channels))
    return `${quantization.scales.length} weight scales for ${channels} channels`;
  if (quantization.zeroPoints.some((zero) => zero !== 0)) return 'weights with a zero point other than 0';
  if (!bias) return undefined;
  if (bias.dtype !== 'int32' || !bias.data) return `a bias that is not a constant int32`;
  return elements(bias.shape) === channels ? undefined : `${elements(bias.shape)} biases for ${channels} channels`;
};

type Window = { strideH: number; strideW: number; dilationH?: number; dilationW?: number; padding: 'same' | 'valid' };
const checkWindow = (
  options: Window,
  x: Tensor,
  y: Tensor,
  [h, w]: readonly [number, number],
  channels: number,
): string | undefined => {
  const { strideH, strideW, dilationH = 1, dilationW = 1, padding } = options;
  if (x.shape.length !== 4) return `an input of rank ${x.shape.length}`;
  if (strideH < 1 || strideW < 1 || dilationH < 1 || dilationW < 1 || h < 1 || w < 1)
    return `strides ${strideH}×${strideW}, dilations ${dilationH}×${dilationW}, window ${h}×${w}`;
  const [n = 0, inH = 0, inW = 0] = x.shape;
  const expected = [
    n,
    windowOutput(inH, h, strideH, dilationH, padding),
    windowOutput(inW, w, strideW, dilationW, padding),
    channels,
  ];
  return same(expected, y.shape) ? undefined : `output [${y.shape}] where its options give [${expected}]`;
};

const checks: {
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
    return checkWindow(options, x, y, [h, width], o) ?? checkWeights(operands, o, 0);
  },
  DEPTHWISE_CONV_2D: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [one = 0, h = 0, width = 0, o = 0] = w?.shape ?? [];
    if (w?.shape.length !== 4 || one !== 1) return 'a filter that is not [1, H, W, C]';
    if (o !== (x.shape[3] ?? 0) * options.depthMultiplier)
      return `${o} filter channels for ${x.shape[3]} × multiplier ${options.depthMultiplier}`;
    return checkWindow(options, x, y, [h, width], o) ?? checkWeights(operands, o, 3);
  },
  FULLY_CONNECTED: (_, operands) => {
    const { x, w, y } = operands;
    const [o = 0, i = 0] = w?.shape ?? [];
    if (w?.shape.length !== 2 || i < 1) return 'weights that are not of rank 2';
    const rows = elements(x.shape) / i;
    if (!Number.isInteger(rows)) return `input [${x.shape}] for ${i} columns of weights`;
    if (elements(y.shape) !== rows * o) return `output [${y.shape}] where ${rows} × ${o} is due`;
    return checkWeights(operands, o, 0);
  },
  ADD: (_, { x, w, y }) => {
    const expected = broadcast(x.shape, w?.shape ?? []);
    return expected && same(expected, y.shape) ? undefined : `[${x.shape}] + [${w?.shape}] does not give [${y.shape}]`;
  },
  AVERAGE_POOL_2D: ({ options }, { x, y }) => {
    if (
      x.quantization?.scales[0] !== y.quantization?.scales[0] ||
      x.quantization?.zeroPoints[0] !== y.quantization?.zeroPoints[0]
    )
      return 'input and output are scaled differently';
    return checkWindow(options, x, y, [options.filterH, options.filterW], x.shape[3] ?? 0);
  },
  RESHAPE: (_, { x, y }) => {
    return elements(x.shape) === elements(y.shape) ? undefined : `[${x.shape}] to [${y.shape}]`;
  },
  SOFTMAX: ({ options }, { x, y }) => {
    const { scales: [scale] = [], zeroPoints: [zero] = [] } = y.quantization ?? {};
    if (!same(x.shape, y.shape) || x.shape.length < 1) return `[${x.shape}] to [${y.shape}]`;
    if (zero !== -128 || Math.abs((scale ?? 0) - 1 / 256) > 0.001 / 256)
      return `output scale ${scale}, zero point ${zero}; 1/256 and -128 are due`;
    return Number.isFinite(options.beta) && options.beta > 0 ? undefined : `beta ${options.beta}`;
  },
};
