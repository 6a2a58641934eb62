import assert from 'node:assert/strict';
import type { Graph } from '../../../host/model/graph.ts';
import { decodeModel } from '../../../host/model/onnx/decode.ts';
import { Refusals } from '../../../host/model/onnx/refusal.ts';
import { translate } from '../../../host/model/onnx/translate.ts';
import { filled, type Initializer, type Model, modelFile, type Node, scalar } from '../../support/onnx-model.ts';
import { Random } from '../../support/random.ts';

const random = new Random(5);
const codes = (shape: readonly number[]): Initializer => filled('int8', shape, () => random.below(255) - 127);

/** Every case has inputs a and b, weights w and a bias; s* and z* are scales and zero points. */
const constants: Record<string, Initializer> = {
  sa: scalar('float32', 0.5),
  za: scalar('int8', 3),
  sb: scalar('float32', 0.25),
  zb: scalar('int8', -5),
  sy: scalar('float32', 0.75),
  zy: scalar('int8', 9),
  s1: scalar('float32', 1 / 256),
  z1: scalar('int8', -128),
  wconv: codes([4, 2, 3, 3]),
  wdense: codes([6, 5]),
  sw: { dtype: 'float32', shape: [4], values: [0.5, 0.25, 0.125, 1] },
  zw: { dtype: 'int8', shape: [4], values: [0, 0, 0, 0] },
  swd: scalar('float32', 0.125),
  zwd: scalar('int8', 0),
  bias: { dtype: 'int32', shape: [4], values: [100, -200, 300, -400] },
  // What the bias is scaled by: sa · sw.
  sbias: { dtype: 'float32', shape: [4], values: [0.25, 0.125, 0.0625, 0.5] },
};

interface Pair {
  readonly what: string;
  readonly a: readonly number[];
  readonly b?: readonly number[];
  readonly y: readonly number[];
  /** One node that reads and writes codes. */
  readonly coded: Omit<Node, 'outputs'>;
  /** The node that computes the same of real numbers: of `da`, `db` and whatever `extra` makes. */
  readonly real: Omit<Node, 'outputs'>;
  readonly extra?: readonly Node[];
  readonly to?: readonly [string, string];
}

const dequantize = (input: string, scale: string, zero: string, output: string, axis?: number): Node => ({
  type: 'DequantizeLinear',
  inputs: [input, scale, zero],
  outputs: [output],
  ...(axis !== undefined && { attributes: { axis } }),
});

const microsoft = { domain: 'com.microsoft' };
const image = [1, 2, 5, 6];
const pairs: readonly Pair[] = [
  {
    what: 'QLinearConv',
    a: image,
    y: [1, 4, 3, 4],
    coded: { type: 'QLinearConv', inputs: ['a', 'sa', 'za', 'wconv', 'sw', 'zw', 'sy', 'zy', 'bias'] },
    real: { type: 'Conv', inputs: ['da', 'dw', 'dbias'] },
    extra: [dequantize('wconv', 'sw', 'zw', 'dw', 0), dequantize('bias', 'sbias', '', 'dbias', 0)],
  },
  {
    what: 'QLinearMatMul',
    a: [3, 6],
    y: [3, 5],
    coded: { type: 'QLinearMatMul', inputs: ['a', 'sa', 'za', 'wdense', 'swd', 'zwd', 'sy', 'zy'] },
    real: { type: 'MatMul', inputs: ['da', 'dw'] },
    extra: [dequantize('wdense', 'swd', 'zwd', 'dw')],
  },
  {
    what: 'QGemm',
    a: [3, 6],
    y: [3, 5],
    coded: { type: 'QGemm', inputs: ['a', 'sa', 'za', 'wdense', 'swd', 'zwd', '', 'sy', 'zy'], ...microsoft },
    real: { type: 'Gemm', inputs: ['da', 'dw'] },
    extra: [dequantize('wdense', 'swd', 'zwd', 'dw')],
  },
  {
    what: 'QLinearAdd',
    a: image,
    b: image,
    y: image,
    coded: { type: 'QLinearAdd', inputs: ['a', 'sa', 'za', 'b', 'sb', 'zb', 'sy', 'zy'], ...microsoft },
    real: { type: 'Add', inputs: ['da', 'db'] },
  },
  {
    what: 'QLinearMul',
    a: image,
    b: image,
    y: image,
    coded: { type: 'QLinearMul', inputs: ['a', 'sa', 'za', 'b', 'sb', 'zb', 'sy', 'zy'], ...microsoft },
    real: { type: 'Mul', inputs: ['da', 'db'] },
  },
  {
    what: 'QLinearAveragePool',
    a: image,
    y: [1, 2, 2, 3],
    coded: {
      type: 'QLinearAveragePool',
      inputs: ['a', 'sa', 'za', 'sa', 'za'],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
      ...microsoft,
    },
    real: { type: 'AveragePool', inputs: ['da'], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    to: ['sa', 'za'],
  },
  {
    what: 'QLinearGlobalAveragePool',
    a: image,
    y: [1, 2, 1, 1],
    coded: { type: 'QLinearGlobalAveragePool', inputs: ['a', 'sa', 'za', 'sy', 'zy'], ...microsoft },
    real: { type: 'GlobalAveragePool', inputs: ['da'] },
  },
  {
    what: 'QLinearLeakyRelu',
    a: [3, 6],
    y: [3, 6],
    coded: { type: 'QLinearLeakyRelu', inputs: ['a', 'sa', 'za', 'sy', 'zy'], floats: { alpha: 0.25 }, ...microsoft },
    real: { type: 'LeakyRelu', inputs: ['da'], floats: { alpha: 0.25 } },
  },
  {
    what: 'QLinearSigmoid',
    a: [3, 6],
    y: [3, 6],
    coded: { type: 'QLinearSigmoid', inputs: ['a', 'sa', 'za', 's1', 'z1'], ...microsoft },
    real: { type: 'Sigmoid', inputs: ['da'] },
    to: ['s1', 'z1'],
  },
  {
    what: 'QLinearSoftmax',
    a: [3, 6],
    y: [3, 6],
    coded: { type: 'QLinearSoftmax', inputs: ['a', 'sa', 'za', 's1', 'z1'], attributes: { axis: -1 }, ...microsoft },
    real: { type: 'Softmax', inputs: ['da'] },
    to: ['s1', 'z1'],
  },
  {
    what: 'QLinearConcat',
    a: [3, 6],
    b: [3, 2],
    y: [3, 8],
    coded: {
      type: 'QLinearConcat',
      inputs: ['sy', 'zy', 'a', 'sa', 'za', 'b', 'sb', 'zb'],
      attributes: { axis: 1 },
      ...microsoft,
    },
    real: { type: 'Concat', inputs: ['da', 'db'], attributes: { axis: 1 } },
  },
];

const modelOf = ({ a, b, y }: Pair, nodes: readonly Node[]): Model => ({
  inputs: { a: { dtype: 'int8', shape: a }, ...(b && { b: { dtype: 'int8', shape: b } }) },
  outputs: { y: { dtype: 'int8', shape: y } },
  nodes,
  constants,
});

/** A graph but for the names of its tensors. */
const nameless = (model: Model): Graph => {
  const graph = translate(decodeModel(modelFile(model)), 'test', new Refusals());
  return { ...graph, tensors: graph.tensors.map((tensor) => ({ ...tensor, name: '' })) };
};

describe('ONNX operators on codes are what QDQ makes of the real ones', () => {
  for (const pair of pairs)
    it(pair.what, () => {
      const { coded, real, extra = [], to = ['sy', 'zy'] } = pair;
      const qdq: Node[] = [
        dequantize('a', 'sa', 'za', 'da'),
        ...(pair.b ? [dequantize('b', 'sb', 'zb', 'db')] : []),
        ...extra,
        { ...real, outputs: ['dy'] },
        { type: 'QuantizeLinear', inputs: ['dy', ...to], outputs: ['y'] },
      ];
      const graph = nameless(modelOf(pair, [{ ...coded, outputs: ['y'] }]));
      assert.deepEqual(graph, nameless(modelOf(pair, qdq)));
      assert.deepEqual(graph.tensors[graph.outputs[0] as number]?.shape, pair.y);
    });
});
