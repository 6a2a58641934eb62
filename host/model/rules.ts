import type { Graph, Operator, OperatorKind, Tensor } from './graph.ts';
import { operandsOf } from './operands.ts';
import { operatorRules } from './operators/index.gen.ts';
import type { OperatorRules } from './operators/spec.ts';
import { elements } from './shapes.ts';

const byKind = new Map<string, OperatorRules>(
  Object.values(operatorRules)
    .map((rules) => rules as unknown as OperatorRules)
    .flatMap((rules) => rules.kinds.map((kind) => [kind, rules] as const)),
);

/** The rules of an operator, where the compiler knows it. */
export const rulesOf = (kind: string): OperatorRules | undefined => byKind.get(kind);

export const isKnown = (kind: string): kind is OperatorKind => byKind.has(kind);

/** What is wrong with how many inputs and outputs there are, or with their being empty. */
const complaintAboutArity = ({ inputs, outputs }: Operator, rules: OperatorRules): string | undefined => {
  const [required, most] = rules.inputs;
  const [least, mostOutputs] = rules.outputs ?? [1, 1];
  if (inputs.length < required || inputs.length > most || inputs.slice(0, required).includes(-1))
    return `${inputs.length} inputs`;
  return outputs.length < least || outputs.length > mostOutputs ? `${outputs.length} outputs` : undefined;
};

/** Why the compiler has no kernel for a known operator, to follow its name, or undefined; damaged ones are complained about later. */
export const refusalOf = (graph: Graph, operator: Operator): string | undefined => {
  const rules = rulesOf(operator.kind) as OperatorRules;
  const ids = [...operator.inputs.filter((id) => id !== -1), ...operator.outputs];
  if (complaintAboutArity(operator, rules) || ids.some((id) => !graph.tensors[id])) return undefined;
  return rules.refusal(operator, operandsOf(graph, operator));
};

/** The shape of a scalar is an empty list. */
const isIndex = ({ dtype }: Tensor): boolean => dtype === 'int32' || dtype === 'int64';

/** What about an operator contradicts its tensors or lies outside what its kernel computes, or undefined. */
export const complaintAbout = (graph: Graph, operator: Operator): string | undefined => {
  const rules = rulesOf(operator.kind) as OperatorRules;
  const complaint = complaintAboutArity(operator, rules);
  if (complaint) return complaint;
  const operands = operandsOf(graph, operator);
  const { x, inputs, outputs } = operands;
  const activations = [x, ...inputs.filter((tensor) => tensor && !isIndex(tensor)), ...outputs];
  const empty = activations.find((tensor) => tensor && elements(tensor.shape) === 0);
  return empty ? `tensor ${empty.id} is empty` : rules.complaint(operator, operands);
};
