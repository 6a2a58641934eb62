import assert from 'node:assert/strict';
import type { Initializer, Model, Node } from '../onnx-model.ts';
import { each, pairwise } from './elementwise.ts';
import { depthToSpace, resize, spaceToDepth } from './images.ts';
import { gemm, matMul } from './matrices.ts';
import { concat, pad, slice, split, transpose } from './movements.ts';
import { dequantize, quantize } from './quantization.ts';
import { reduce, softmax } from './reductions.ts';
import { flatten, gather, reshape, squeeze, unsqueeze } from './shapes.ts';
import { largest, type Reals, type Run, sum } from './tensor.ts';
import { conv, pool } from './windows.ts';

export const runs: Readonly<Record<string, Run>> = {
  Add: pairwise((a, b) => a + b),
  AveragePool: pool((seen, size, countsPads) => sum(seen) / (countsPads ? size : seen.length)),
  Clip: ([x, low, high]) =>
    each((value) => Math.max(low?.values[0] ?? -Infinity, Math.min(high?.values[0] ?? Infinity, value)))(
      [x as Reals],
      {} as Node,
    ),
  Concat: concat,
  Conv: conv,
  DepthToSpace: depthToSpace,
  DequantizeLinear: dequantize,
  Elu: each((value) => (value < 0 ? Math.expm1(value) : value)),
  Flatten: flatten,
  Gather: gather,
  Gemm: gemm,
  GlobalAveragePool: pool((seen) => sum(seen) / seen.length),
  GlobalMaxPool: pool(largest),
  HardSwish: each((value) => (value * Math.max(0, Math.min(6, value + 3))) / 6),
  Identity: ([x]) => x as Reals,
  LeakyRelu: ([x], { floats }) =>
    each((value) => (value < 0 ? value * (floats?.['alpha'] ?? 0.01) : value))([x as Reals], {} as Node),
  MatMul: matMul,
  Max: pairwise(Math.max),
  MaxPool: pool(largest),
  Min: pairwise(Math.min),
  Mul: pairwise((a, b) => a * b),
  Pad: pad,
  ReduceMax: reduce(largest),
  ReduceMean: reduce((list) => sum(list) / list.length),
  ReduceSum: reduce(sum),
  Relu: each((value) => Math.max(0, value)),
  Reshape: reshape,
  Resize: resize,
  Sigmoid: each((value) => 1 / (1 + Math.exp(-value))),
  Slice: slice,
  Softmax: softmax,
  SpaceToDepth: spaceToDepth,
  Split: split,
  Squeeze: squeeze,
  Sub: pairwise((a, b) => a - b),
  Tanh: each(Math.tanh),
  Transpose: transpose,
  Unsqueeze: unsqueeze,
};

/**
 * What a small QDQ network computes, in ONNX's own order of axes and in floating point: an evaluator that shares nothing with the
 * importer. Results of the last QuantizeLinear stay unrounded, so that a caller may judge how they were rounded; those before
 * it are rounded, halves to even.
 */
export const evaluate = (model: Model, inputs: Readonly<Record<string, readonly number[]>>): Reals => {
  const values = new Map<string, Reals>(
    Object.entries(model.constants ?? {}).map(([name, { shape, values: list }]: [string, Initializer]) => [
      name,
      { shape, values: list },
    ]),
  );
  for (const [name, list] of Object.entries(inputs))
    values.set(name, { shape: model.inputs[name]?.shape as readonly number[], values: list });
  const [last] = Object.keys(model.outputs);
  for (const node of model.nodes) {
    const args = node.inputs.map((name) => values.get(name) as Reals);
    const result = node.type === 'QuantizeLinear' ? quantize(args, model, node, last) : runs[node.type]?.(args, node);
    assert.ok(result, `no ${node.type} in the reference`);
    const list = Array.isArray(result) ? (result as readonly Reals[]) : [result as Reals];
    for (const [index, name] of node.outputs.entries()) values.set(name, list[index] as Reals);
  }
  return values.get(last as string) as Reals;
};
