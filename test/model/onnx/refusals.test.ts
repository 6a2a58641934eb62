import assert from 'node:assert/strict';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { type Draft, encodeModel } from '../../support/onnx-file.ts';
import { filled, type Initializer, type Model, modelDraft, type Node, scalar } from '../../support/onnx-model.ts';

const constants: Record<string, Initializer> = {
  s: scalar('float32', 0.5),
  z: scalar('int8', 3),
  w: filled('int8', [4, 4], (index) => index),
  far: filled('uint8', [4, 4], (index) => 16 * index),
  z0: scalar('uint8', 0),
  s4: filled('float32', [4], () => 0.5),
  z4: filled('int8', [4], () => 0),
  real: filled('float32', [4], () => 1),
  kernels: filled('float32', [4, 4, 1], () => 1),
  five: { dtype: 'int64', shape: [1], values: [5] },
};
const node = (type: string, inputs: readonly string[], outputs: readonly string[], rest: Partial<Node> = {}): Node => ({
  type,
  inputs,
  outputs,
  name: `the ${type}`,
  ...rest,
});
const read = node('DequantizeLinear', ['x', 's', 'z'], ['dx']);
const write = (from: string): Node => node('QuantizeLinear', [from, 's', 'z'], ['y']);

const model = (nodes: readonly Node[], rest: Partial<Model> = {}): Draft =>
  modelDraft({
    inputs: { x: { dtype: 'int8', shape: [2, 4] } },
    outputs: { y: { dtype: 'int8', shape: [2, 4] } },
    nodes,
    constants,
    ...rest,
  });

const around = (...nodes: readonly Node[]): Draft => model([read, ...nodes, write('r')]);
const relu = around(node('Relu', ['dx'], ['r']));

/** The sound model with this constant instead of the weights. */
const withWeights = (tensor: Draft): Draft => {
  const graph = relu['graph'] as { readonly initializer: readonly Draft[] };
  const others = graph.initializer.filter(({ name }) => name !== 'w');
  return { ...relu, graph: { ...graph, initializer: [...others, { name: 'w', ...tensor }] } };
};

const unsupported: readonly (readonly [string, Draft, RegExp])[] = [
  ['an old operator set', model([read, write('dx')], { opset: 9 }), /: operator set 9; 10 to 23 are known$/],
  ['a new operator set', model([read, write('dx')], { opset: 24 }), /: operator set 24;/],
  ['operators by type and node', around(node('Erf', ['dx'], ['r'])), /: Erf \(node "the Erf"\)$/],
  [
    'operators of other domains',
    around(node('Quant', ['dx'], ['r'], { domain: 'com.example', name: '' })),
    /: com\.example\.Quant \(node of "r"\)$/,
  ],
  [
    'everything at once',
    model([
      node('DynamicQuantizeLinear', ['x'], ['q', 'qs', 'qz']),
      node('Erf', ['q'], ['e']),
      node('If', ['x'], ['f']),
      node('Sin', ['e'], ['g']),
      node('Sum', ['f', 'g', 'e'], ['y']),
    ]),
    /DynamicQuantizeLinear: dynamic quantisation.*; Erf \(.*; If: control flow \(.*; Sin \(.*; Sum \(/,
  ],
  [
    'real-valued operators',
    around(node('Relu', ['dx'], ['a']), node('Add', ['a', 'dx'], ['r'])),
    /: Add: input 0 is real-valued: a QuantizeLinear and a DequantizeLinear are missing before it \(node "the Add"\)$/,
  ],
  ['a result that stays real', model([read, node('Relu', ['dx'], ['y'])]), /: Relu: its result is not quantised \(/],
  [
    'constants without quantisation',
    around(node('Add', ['dx', 'real'], ['r'])),
    /: Add: input 1 is a constant without/,
  ],
  [
    'weights without quantisation',
    around(node('Conv', ['dx', 'kernels'], ['r'])),
    /: Conv: weights without quantisation \(/,
  ],
  [
    'weights far from their zero point',
    around(node('DequantizeLinear', ['far', 's', 'z0'], ['d']), node('MatMul', ['dx', 'd'], ['r'])),
    /: MatMul: weights that do not fit int8 around their zero point \(128\); quantise them symmetrically \(/,
  ],
  [
    'scales along an activation',
    model([node('DequantizeLinear', ['x', 's4', 'z4'], ['dx']), write('dx')]),
    /: DequantizeLinear: an activation with 4 scales/,
  ],
  [
    'one tensor read in two scales',
    model([
      read,
      node('DequantizeLinear', ['x', 's', ''], ['e'], { name: 'second' }),
      node('Add', ['dx', 'e'], ['r']),
      write('r'),
    ]),
    /reads scale 0\.5, zero point 0 where 0\.5, 3 was written \(node "second"\)/,
  ],
  [
    'attributes that nobody knows',
    around(node('Relu', ['dx'], ['r'], { attributes: { slope: 2 } })),
    /: Relu: attribute "slope" \(/,
  ],
  [
    'quantisation in blocks',
    model([{ ...read, attributes: { block_size: 2 } }, write('dx')]),
    /quantisation in blocks/,
  ],
  [
    'what is computed where a constant is due',
    around(node('Reshape', ['dx', 'x'], ['r'])),
    /: Reshape: input 1 is computed at run time \(node/,
  ],
  [
    'unknown extents',
    model([read, write('dx')], { inputs: { x: { dtype: 'int8', shape: [1, 'width'] } } }),
    /: input "x" of unknown extent width along axis 1$/,
  ],
  ["operators of the file's own", { ...relu, functions: [{}] }, /operators defined in the file/],
  [
    'data in other files',
    withWeights({ dims: [4], dataType: 3, dataLocation: 1 }),
    /: data in another file \(tensor "w"\)/,
  ],
  [
    'types of floating point',
    withWeights({ dims: [4], dataType: 10, rawData: new Uint8Array(8) }),
    /: float16 tensors/,
  ],
];

const damaged: readonly (readonly [string, Draft, RegExp])[] = [
  [
    'cycles',
    model([read, node('Add', ['dx', 'b'], ['a']), node('Relu', ['a'], ['b']), write('b')]),
    /depends on its own result/,
  ],
  ['values without a maker', around(node('Relu', ['nowhere'], ['r'])), /reads "nowhere", which nothing makes/],
  ['values with two', around(node('Relu', ['dx'], ['r']), node('Tanh', ['dx'], ['r'])), /"r" is made twice/],
  [
    'outputs that nothing makes',
    model([read, node('QuantizeLinear', ['dx', 's', 'z'], ['q'])]),
    /nothing makes the output "y"/,
  ],
  ['missing inputs', around(node('Add', ['dx'], ['r'])), /a node without its input 1/],
  ['no operator set', { ...relu, opsetImport: [] }, /no operator set/],
  ['no graph', { irVersion: 8 }, /no graph/],
  [
    'scales of 0',
    model([read, write('dx')], { constants: { ...constants, s: scalar('float32', 0) } }),
    /quantisation with scale 0/,
  ],
  [
    'zero points that are no integers',
    model([node('DequantizeLinear', ['x', 's', 's'], ['dx']), write('dx')]),
    /zero points of float32/,
  ],
  ['shapes that contradict', around(node('Reshape', ['dx', 'five'], ['r'])), /\[2,4\] reshaped to \[5\]/],
  ['too few bytes', withWeights({ dims: [4], dataType: 3, rawData: new Uint8Array(3) }), /"w" has 3 bytes for 4/],
  ['types that do not exist', withWeights({ dims: [], dataType: 99 }), /data type 99 does not exist/],
  ['huge shapes', withWeights({ dims: [2 ** 40, 2 ** 40], dataType: 3 }), /"w" has shape \[/],
  [
    'attributes of another type',
    around(node('Softmax', ['dx'], ['r'], { floats: { axis: 1 } })),
    /attribute "axis" has type 1/,
  ],
];

const assertThrows = (draft: Draft, code: string, message: RegExp): void => {
  assert.throws(
    () => importOnnx(encodeModel(draft)),
    (error: { code?: string; message: string; remedy?: string }) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      assert.ok(error.remedy);
      return true;
    },
  );
};

describe('what the ONNX importer refuses', () => {
  for (const [what, draft, message] of unsupported)
    it(what, () => assertThrows(draft, 'UNSUPPORTED_OPERATOR', message));
});

describe('ONNX files that contradict themselves', () => {
  for (const [what, draft, message] of damaged) it(what, () => assertThrows(draft, 'MODEL_DAMAGED', message));

  it('bytes that are no such messages', () => {
    for (const bytes of ['', 'hello, this is text', '\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01', ':\x7f'])
      assert.throws(() => importOnnx(Buffer.from(bytes, 'latin1')), { code: 'MODEL_DAMAGED' });
  });
});
