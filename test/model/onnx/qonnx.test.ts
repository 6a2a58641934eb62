import assert from 'node:assert/strict';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { ToolError } from '../../../host/errors.ts';
import { instantiate } from '../../../host/execute/session.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { samples, withOptions, withTensor } from '../../support/graphs.ts';
import { type DataType, filled, type Initializer, modelFile, type Node, scalar } from '../../support/onnx-model.ts';
import { qonnxNetworks } from '../../support/qonnx/networks.ts';
import { assertRefused } from '../../support/refusal.ts';

const domain = 'qonnx.custom_op.general';
const constants: Record<string, Initializer> = {
  s: scalar('float32', 0.5),
  s2: scalar('float32', 0.3),
  z: scalar('float32', 0),
  z3: scalar('float32', 3),
  bits: scalar('float32', 4),
  per: filled('float32', [4], (index) => 1 + index),
  square: filled('float32', [2, 4], () => 1),
  two: { dtype: 'int64', shape: [1], values: [2] },
  rows: filled('float32', [1, 1, 2, 1], (index) => 1 + index),
  w1: filled('float32', [1, 1, 1, 1], () => 1),
  w: filled('float32', [4, 3], (index) => index - 5),
  sizes: { dtype: 'int64', shape: [4], values: [1, 1, 4, 8] },
  pads: { dtype: 'int64', shape: [4], values: [0, 1, 0, 1] },
};
const quant = (from: string, to: string, scale = 's', zero = 'z'): Node => ({
  ...{ type: 'Quant', inputs: [from, scale, zero, 'bits'], outputs: [to], domain },
});
const node = (type: string, inputs: readonly string[], output = 'y', rest: Partial<Node> = {}): Node => ({
  ...{ type, inputs, outputs: [output], name: `the ${type}`, ...rest },
});

const imported = (nodes: readonly Node[], shape: readonly number[] = [2, 4]): Graph =>
  importOnnx(
    modelFile({
      inputs: { x: { dtype: 'float32', shape } },
      outputs: { y: { dtype: 'float32', shape: [1] } },
      nodes,
      constants,
    }),
  );

const refused: readonly (readonly [string, readonly Node[], RegExp, (readonly number[])?])[] = [
  [
    'sums of what is not quantised',
    [quant('w', 'q'), node('MatMul', ['x', 'q'])],
    /MatMul: an input that is not quantised/,
  ],
  [
    'sums behind an activation',
    [quant('x', 'a'), node('Min', ['a', 's2'], 'r'), quant('w', 'q'), node('MatMul', ['r', 'q'])],
    /MatMul: an input that is not on an even grid .*put a Quant before it \(node "the MatMul"\)/,
  ],
  [
    'weights scaled along what is summed',
    [quant('x', 'a'), quant('per', 'p', 'per'), node('MatMul', ['a', 'p'])],
    /MatMul: weights/,
  ],
  ['scales along two axes', [quant('x', 'y', 'square')], /Quant: scale that differs along 2 axes/],
  [
    'scales without a common grid',
    [quant('x', 'a'), quant('x', 'b', 's2'), node('Add', ['a', 'b'])],
    /Add: scales .* no common grid/,
  ],
  [
    'sums of the greatest of sums',
    [
      ...[quant('x', 'a'), quant('w1', 'q'), node('Conv', ['a', 'q'], 'c')],
      node('MaxPool', ['c'], 'm', { attributes: { kernel_shape: [2, 2] } }),
      node('Conv', ['m', 'q']),
    ],
    /Conv: the greatest of what is not quantised: put a Quant before it/,
    [1, 1, 4, 4],
  ],
  [
    'a pool turned round',
    [
      ...[quant('x', 'a'), quant('w1', 'q'), node('Conv', ['a', 'q'], 'c')],
      node('MaxPool', ['c'], 'm', { attributes: { kernel_shape: [2, 2] } }),
      node('Sub', ['s', 'm']),
    ],
    /Sub: turns round what a MaxPool before it found: put a Quant before the pool/,
    [1, 1, 4, 4],
  ],
  [
    'products of two values',
    [quant('x', 'a'), node('Mul', ['a', 'a'])],
    /Mul: two operands that are computed at run time/,
  ],
  ['a constant by a value', [quant('x', 'a'), node('Div', ['s', 'a'])], /Div: a result that is no line over its input/],
  [
    'means of codes',
    [quant('x', 'a'), node('Resize', ['a', '', '', 'sizes'], 'y', { attributes: { mode: 'linear' } })],
    /Resize: mode linear; nearest is known here/,
    [1, 1, 2, 4],
  ],
  [
    'pads that no code stands for',
    [quant('x', 'a'), node('Pad', ['a', 'pads', 's2'])],
    /Pad: pads of 0\.3\d*, which no code stands for: put a Quant behind it/,
  ],
  [
    'sums of rows of several scales',
    [quant('x', 'a'), node('Mul', ['a', 'rows'], 'm'), quant('w1', 'q'), node('Conv', ['m', 'q'])],
    /Conv: an input whose scale differs along axis 2: put a Quant of one scale before it/,
    [1, 1, 2, 4],
  ],
  [
    'several of the greatest',
    [quant('x', 'a'), { ...node('TopK', ['a', 'two'], 'y'), outputs: ['y', 'places'] }],
    /TopK: the 2 greatest: one is known/,
  ],
  [
    'transposed convolutions',
    [quant('x', 'a'), quant('w1', 'q'), node('ConvTranspose', ['a', 'q'])],
    /ConvTranspose \(node "the ConvTranspose"\)/,
    [1, 1, 2, 4],
  ],
  [
    'means over some axes',
    [quant('x', 'a'), node('ReduceMean', ['a'], 'y', { attributes: { axes: [1] } })],
    /ReduceMean: over axes 1 in a QONNX network: ReduceMean over all behind the channels is known/,
    [1, 1, 2, 4],
  ],
];

describe('QONNX networks', () => {
  for (const [what, nodes, message, shape] of refused)
    it(`refuse ${what}`, () => {
      assert.throws(
        () => imported(nodes, shape),
        (error: unknown) => {
          assert.ok(error instanceof ToolError, String(error));
          assert.equal(error.code, 'UNSUPPORTED_OPERATOR');
          assert.match(error.message, message);
          return true;
        },
      );
    });

  it('are saved and read again as TensorFlow Lite files', () => {
    for (const network of qonnxNetworks) {
      const graph = importOnnx(modelFile(network));
      assert.deepEqual(importTflite(writeTflite(graph), graph.name).operators, graph.operators);
    }
  });

  /** An image of bytes, its real numbers and a layer over them; what the layer reads is the bytes themselves. */
  const ofBytes = (dtype: DataType, zero: number) =>
    importOnnx(
      modelFile({
        inputs: { x: { dtype, shape: [2, 4] } },
        outputs: { y: { dtype: 'float32', shape: [2, 3] } },
        nodes: [node('DequantizeLinear', ['x', 's', 'z8'], 'r'), quant('w', 'q'), node('MatMul', ['r', 'q'])],
        constants: { ...constants, z8: scalar(dtype, zero) },
      }),
    );
  const logits = async (graph: Graph, record: Uint8Array) =>
    new Float32Array(((await instantiate(await compileGraph(graph))).infer([record])[0] as Uint8Array).buffer);

  for (const [dtype, zero] of [
    ['int8', -128],
    ['uint8', 0],
  ] as const)
    it(`read ${dtype} behind a DequantizeLinear as the numbers that they stand for`, async () => {
      const graph = ofBytes(dtype, zero);
      assert.ok(!graph.operators.some(({ kind }) => kind === 'QonnxLevels'));
      const pixels = [0, 1, 2, 255, 0, 0, 0, 3];
      const record = Uint8Array.from(pixels, (pixel) => pixel + zero);
      const weights = Array.from({ length: 12 }, (_, at) => Math.max(-8, Math.min(7, (at - 5) / 0.5)) * 0.5);
      const wanted = [0, 1].flatMap((row) =>
        [0, 1, 2].map((column) =>
          [0, 1, 2, 3].reduce(
            (sum, at) => sum + 0.5 * (pixels[4 * row + at] as number) * (weights[3 * at + column] as number),
            0,
          ),
        ),
      );
      assert.deepEqual([...(await logits(graph, record))], wanted);
    });

  it('refuse codes of 16 bits', () => {
    assert.throws(() => ofBytes('int16', 0), /MatMul: codes of int16: 8 bits are the most/);
  });

  it('find sums of signs by LceBconv2d, with signs as words in between', () => {
    const [signs] = qonnxNetworks;
    assert.ok(signs);
    assert.deepEqual(
      importOnnx(modelFile(signs))
        .operators.map(({ kind }) => kind)
        .filter((kind) => kind !== 'RESHAPE'),
      ['QonnxLevels', 'LceQuantize', 'LceBconv2d', 'LceBconv2d', 'QonnxReal'],
    );
  });
});

const { QonnxAdd, QonnxLevels, QonnxReal, QonnxSums } = samples;
const complaints: readonly (readonly [string, Graph, RegExp])[] = [
  ['addends of different shapes', withTensor(QonnxAdd, 0, { shape: [6] }), /\[6\] and \[1,2,3\] added to \[1,2,3\]/],
  ['levels along no axis', withOptions(QonnxLevels, { axis: 3 }), /axis 3 of \[1,2,3\]/],
  ['rows for another axis', withOptions(QonnxLevels, { axis: 2 }), /2 rows for axis 2 of \[1,2,3\]/],
  [
    'as many levels as thresholds',
    withTensor(QonnxLevels, 2, { shape: [2, 3], data: new Uint8Array(24) }),
    /\[2,3\] levels for \[2,3\] thresholds/,
  ],
  ['lines of three numbers', withTensor(QonnxReal, 1, { shape: [2, 3], data: new Uint8Array(48) }), /lines of \[2,3\]/],
  ['steps of 0', withOptions(QonnxSums, { strideH: 0 }), /steps of 0×1/],
  ['pads below 0', withOptions(QonnxSums, { padLeft: -1 }), /pads 1 and -1/],
  ['windows that reach far', withOptions(QonnxSums, { strideW: 2 ** 30 }), /windows that reach over/],
  ['values of no bits', withOptions(QonnxSums, { valueBits: 0 }), /weights of 4 bits and values of 0/],
  ['sums beyond 32 bits', withOptions(QonnxSums, { zero: 2 ** 30 }), /sums beyond 32 bits/],
  [
    'groups that do not divide',
    withTensor(QonnxSums, 0, { shape: [1, 5, 6, 3] }),
    /filters \[6,3,2,2\] over \[1,5,6,3\]/,
  ],
];

describe("QONNX networks' operators in TensorFlow Lite files", () => {
  for (const [what, graph, message] of complaints)
    it(`${what} are complained about`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /./));

  it('of types without a kernel are refused', () => {
    assertRefused(withTensor(QonnxAdd, 0, { dtype: 'int16' }), 'UNSUPPORTED_OPERATOR', /QonnxAdd with int16/, /./);
    assertRefused(withTensor(QonnxReal, 2, { dtype: 'int8' }), 'UNSUPPORTED_OPERATOR', /QonnxReal with/, /./);
  });
});
