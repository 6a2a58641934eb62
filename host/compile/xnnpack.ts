import type { Operator, Tensor } from '../model/graph.ts';
import type { Operands } from '../model/operands.ts';

const hasOneScale = ({ quantization }: Tensor): boolean => quantization?.scales.length === 1;

/** Constant weights, and a bias that says how it is scaled. */
const isWeighted = (w: Tensor | undefined, bias: Tensor | undefined): boolean =>
  w?.data !== undefined && bias?.quantization !== undefined;

type Rule = (operands: Operands) => boolean;
const always: Rule = () => true;

/** What TensorFlow Lite gives XNNPACK, found by asking its profiler; the rest it computes itself, as TensorFlow Lite Micro does. */
const rules: Partial<Record<Operator['kind'], Rule>> = {
  ADD: always,
  SUB: always,
  MUL: always,
  QUANTIZE: ({ x }) => x.dtype === 'int8',
  LEAKY_RELU: always,
  MEAN: always,
  CONV_2D: ({ w, bias }) => isWeighted(w, bias),
  DEPTHWISE_CONV_2D: ({ w, bias }) => isWeighted(w, bias),
  FULLY_CONNECTED: ({ w, bias }) => w?.data !== undefined && hasOneScale(w) && (!bias || isWeighted(w, bias)),
  TRANSPOSE_CONV: ({ inputs: [, w, , bias] }) => w !== undefined && hasOneScale(w) && isWeighted(w, bias),
};

/** Kinds that are rounded otherwise where XNNPACK takes them. */
export const xnnpackKinds = Object.keys(rules) as readonly Operator['kind'][];

/** Whether TensorFlow Lite on a host leaves an operator to XNNPACK, whose arithmetic is another there. */
export const isForXnnpack = ({ kind }: Operator, operands: Operands): boolean =>
  operands.y?.dtype === 'int8' && (rules[kind]?.(operands) ?? false);
