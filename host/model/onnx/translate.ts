import { damaged, printable } from '../errors.ts';
import type { Graph, Operator } from '../graph.ts';
import { isKnown, refusalOf } from '../rules.ts';
import { Attributes } from './attributes.ts';
import { readTensor } from './constant.ts';
import { addInput, addOutput } from './ends.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { OnnxOperator } from './operator.ts';
import { operators } from './operators/index.gen.ts';
import { opsetsOf } from './opsets.ts';
import { isQonnx } from './qonnx/domains.ts';
import { operatorName, Refusal, type Refusals } from './refusal.ts';
import type { GraphProto, ModelProto, NodeProto } from './schema.ts';
import { neededNodes } from './sort-nodes.ts';
import type { Value } from './values.ts';

const translators = new Map<string, OnnxOperator>(
  Object.values<OnnxOperator>(operators).flatMap((operator) => operator.types.map((type) => [type, operator] as const)),
);

const unknown: Value = { kind: 'unknown' };

/** The file's graph as ours; what cannot be translated is noted in `refusals`, and the result then is not whole. */
export const translate = (model: ModelProto, name: string, refusals: Refusals): Graph => {
  const { graph } = model;
  if (!graph) throw damaged('no graph');
  const opsets = opsetsOf(model, refusals);
  const builder = new GraphBuilder();
  const values = new Map<string, Value>();
  for (const proto of graph.initializer)
    values.set(
      proto.name,
      attempt(() => readTensor(proto), refusals),
    );
  if (graph.sparseInitializer.length > 0) refusals.feature('sparse constants');
  if (model.functions.length > 0) refusals.feature('operators defined in the file');
  const inputs = graph.input
    // Old files list constants among the inputs.
    .filter((input) => !values.has(input.name))
    .map((input) => {
      const made = attempt(() => addInput(builder, input), refusals);
      values.set(input.name, 'value' in made ? made.value : made);
      return 'id' in made ? made.id : -1;
    });
  const isCounted = isQonnx(graph);
  for (const node of neededNodes(graph, new Set(values.keys())))
    translateNode(node, opsets, builder, values, refusals, isCounted).forEach((value, index) => {
      const output = node.output[index];
      if (output) values.set(output, value);
    });
  const outputs = outputsOf(graph, builder, values, refusals);
  const made = builder.finish(name, inputs, outputs);
  made.operators.forEach((operator, index) => {
    const reason = kernelRefusal(made, operator);
    const node = builder.origins[index];
    if (reason && node) refusals.node(node, reason);
    else if (reason) refusals.feature(reason);
  });
  return made;
};

/** Why no kernel takes an operator that a node became. */
const kernelRefusal = (graph: Graph, operator: Operator): string | undefined => {
  if (!isKnown(operator.kind)) return `${operator.kind}, for which there is no kernel`;
  const reason = refusalOf(graph, operator);
  return reason && `${operator.kind} ${reason}`;
};

/** What cannot be read, by itself: the rest is looked at nevertheless. */
const attempt = <T>(make: () => T, refusals: Refusals): T | Value => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusals.feature(error.reason);
    return unknown;
  }
};

const translateNode = (
  node: NodeProto,
  opsets: ReadonlyMap<string, number>,
  builder: GraphBuilder,
  values: ReadonlyMap<string, Value>,
  refusals: Refusals,
  isCounted: boolean,
): readonly Value[] => {
  const nothing = node.output.map(() => unknown);
  const translator = translators.get(operatorName(node));
  if (!translator) {
    refusals.node(node, '');
    return nothing;
  }
  const inputs = node.input.map((name) => (name === '' ? undefined : values.get(name)));
  if (inputs.some((value) => value?.kind === 'unknown')) return nothing;
  try {
    const attributes = new Attributes(node);
    const opset = opsets.get(node.domain) ?? 0;
    const translate = (isCounted && translator.counted) || translator.translate;
    const results = builder.during(node, () => translate({ node, opset, builder, attributes, inputs }));
    attributes.refuseOthers();
    if (results.length < node.output.filter((name) => name !== '').length)
      throw new Refusal('outputs besides the first');
    return results;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusals.node(error.node ?? node, error.reason);
    return nothing;
  }
};

const outputsOf = (
  graph: GraphProto,
  builder: GraphBuilder,
  values: ReadonlyMap<string, Value>,
  refusals: Refusals,
): readonly number[] =>
  graph.output.map(({ name }) => {
    const value = values.get(name);
    if (!value) throw damaged(`nothing makes the output "${printable(name)}"`);
    if (value.kind === 'unknown') return -1;
    try {
      return addOutput(builder, name, value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.node) refusals.node(error.node, error.reason);
      else refusals.feature(error.reason);
      return -1;
    }
  });
