import type { Graph, Operator, Tensor } from './graph.ts';

/** The tensors of an operator, by position and, as most operators have few, by name. */
export interface Operands {
  readonly inputs: readonly (Tensor | undefined)[];
  readonly outputs: readonly Tensor[];
  /** First input and output. */
  readonly x: Tensor;
  readonly y: Tensor;
  /** Second and third input, where the operator has them. */
  readonly w: Tensor | undefined;
  readonly bias: Tensor | undefined;
}

/** For operators that have their first input and output. */
export const operandsOf = ({ tensors }: Graph, operator: Operator): Operands => {
  const inputs = operator.inputs.map((id) => tensors[id]);
  const outputs = operator.outputs.map((id) => tensors[id] as Tensor);
  const [x, w, bias] = inputs;
  return { inputs, outputs, x: x as Tensor, y: outputs[0] as Tensor, w, bias };
};
