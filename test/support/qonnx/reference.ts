import assert from 'node:assert/strict';
import type { Model, Node } from '../onnx-model.ts';
import { each, pairwise } from '../onnx-reference/elementwise.ts';
import { runs as plain } from '../onnx-reference/evaluate.ts';
import { get, int, type Reals, type Run, tabulate } from '../onnx-reference/tensor.ts';
import { bipolarQuant, multiThreshold, quant, trunc } from './quantizers.ts';

const batchNormalization: Run = ([x, gamma, beta, mean, variance], { floats }) => {
  const input = x as Reals;
  const of = (list: Reals | undefined, channel: number) => list?.values[channel] as number;
  const epsilon = floats?.['epsilon'] ?? Math.fround(1e-5);
  return tabulate(input.shape, (index) => {
    const channel = index[1] as number;
    const normal = (get(input, index) - of(mean, channel)) / Math.sqrt(of(variance, channel) + epsilon);
    return normal * of(gamma, channel) + of(beta, channel);
  });
};

const gemm: Run = (inputs, node) => {
  const [alpha, beta] = [node.floats?.['alpha'] ?? 1, node.floats?.['beta'] ?? 1];
  const { shape, values } = (plain['Gemm'] as Run)(inputs.slice(0, 2), node) as Reals;
  const bias = inputs[2];
  return {
    shape,
    values: values.map((sum, at) => alpha * sum + (bias ? beta * (bias.values[at % bias.values.length] as number) : 0)),
  };
};

const argMax: Run = ([x], { attributes }) => {
  const input = x as Reals;
  const axis = (int(attributes, 'axis', 0) + input.shape.length) % input.shape.length;
  const keeps = int(attributes, 'keepdims', 1) !== 0;
  const kept = input.shape.with(axis, 1);
  const { values } = tabulate(kept, (index) => {
    const row = Array.from({ length: input.shape[axis] as number }, (_, at) => get(input, index.with(axis, at)));
    return row.indexOf(Math.max(...row));
  });
  return { shape: keeps ? kept : input.shape.toSpliced(axis, 1), values };
};

const runs: Readonly<Record<string, Run>> = {
  ...plain,
  ArgMax: argMax,
  BatchNormalization: batchNormalization,
  BipolarQuant: bipolarQuant,
  Cast: plain['Identity'] as Run,
  DebugMarker: plain['Identity'] as Run,
  Div: pairwise((a, b) => a / b),
  Dropout: plain['Identity'] as Run,
  Gemm: gemm,
  IntQuant: quant,
  MultiThreshold: multiThreshold,
  Neg: each((value) => -value),
  Pow: pairwise((a, b) => a ** b),
  Quant: quant,
  Sign: each(Math.sign),
  Trunc: trunc,
};

export type Values = ReadonlyMap<string, Reals>;

/** What a node makes of known values, in double precision; it shares nothing with the importer. */
export const evaluateNode = (node: Node, values: Values): Reals => {
  const run = runs[node.type];
  assert.ok(run, `no ${node.type} in the reference`);
  return run(
    node.inputs.map((name) => values.get(name) as Reals),
    node,
  ) as Reals;
};

/** All values of a QONNX network, whose nodes have one output each. */
export const evaluateNetwork = (
  { constants = {}, inputs, nodes }: Model,
  given: Readonly<Record<string, readonly number[]>>,
): Values => {
  const values = new Map<string, Reals>(Object.entries(constants));
  for (const [name, list] of Object.entries(given))
    values.set(name, { shape: inputs[name]?.shape as readonly number[], values: list });
  for (const node of nodes) values.set(node.outputs[0] as string, evaluateNode(node, values));
  return values;
};
