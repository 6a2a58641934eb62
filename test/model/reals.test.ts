import assert from 'node:assert/strict';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples, withTensor } from '../support/graphs.ts';
import { realVariants } from '../support/real-variants.ts';
import { assertRefused } from '../support/refusal.ts';

const { EXP, FLOOR_DIV, L2_POOL_2D } = samples;
const variants = Object.fromEntries(realVariants);
const real = (kind: string): Graph => {
  const graph = variants[kind];
  assert.ok(graph, `${kind} does not take real numbers`);
  return graph;
};
const bytesOf = (...values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** Tensors of an operator of their own types. */
const withTypes = (
  graph: Graph,
  ...types: readonly (readonly [id: number, dtype: 'int8' | 'int16' | 'int32'])[]
): Graph =>
  types.reduce((all, [id, dtype]) => {
    const { data, shape } = all.tensors[id] ?? { shape: [] };
    const bytes = shape.reduce((a, b) => a * b, { int8: 1, int16: 2, int32: 4 }[dtype]);
    return withTensor(all, id, { dtype, ...(data && { data: new Uint8Array(bytes) }) });
  }, graph);

const rank5 = [1, 1, 2, 3, 4];

describe('operators on real numbers', () => {
  it('are all that there are, but those between real numbers and others, and those of whole numbers', () => {
    const scaled = Object.entries(samples).filter(([, { tensors }]) => tensors.some(({ dtype }) => dtype === 'int8'));
    const taken = new Set(realVariants.map(([kind]) => kind));
    assert.deepEqual(
      scaled.map(([kind]) => kind).filter((kind) => !taken.has(kind)),
      ['DEQUANTIZE', 'QUANTIZE', 'CIRCULAR_BUFFER', 'QonnxAdd', 'QonnxSums'],
    );
  });

  const refusals: readonly (readonly [what: string, graph: () => Graph, message: RegExp])[] = [
    [
      'real activations with int8 weights',
      () => withTypes(real('FULLY_CONNECTED'), [1, 'int8']),
      /FULLY_CONNECTED with float32 activations and int8 weights, which is mixed arithmetic \(operator 0\)/,
    ],
    [
      'the same of a convolution',
      () => withTypes(real('CONV_2D'), [1, 'int8']),
      /CONV_2D with float32 activations and int8 weights, which is mixed arithmetic/,
    ],
    [
      'an int32 bias',
      () => withTypes(real('CONV_2D'), [2, 'int32']),
      /CONV_2D with float32 activations and int32 bias/,
    ],
    ['an int8 output', () => withTypes(real('ADD'), [2, 'int8']), /ADD with float32 and int8/],
    ['EXP of int8', () => withTypes(EXP, [0, 'int8'], [1, 'int8']), /EXP with int8/],
    ['L2_POOL_2D of int8', () => withTypes(L2_POOL_2D, [0, 'int8'], [1, 'int8']), /L2_POOL_2D with int8/],
    ['FLOOR_DIV by 0', () => withTensor(FLOOR_DIV, 1, { data: bytesOf(1, 2, 0, 4) }), /FLOOR_DIV by a constant 0/],
    [
      'PRELU of rank 5',
      () =>
        [0, 2].reduce(
          (graph, id) => withTensor(graph, id, { shape: rank5 }),
          withTensor(real('PRELU'), 1, { shape: [4], data: new Uint8Array(16) }),
        ),
      /PRELU of rank 5/,
    ],
  ];
  for (const [what, graph, message] of refusals)
    it(`${what} is refused`, () =>
      assertRefused(graph(), 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully to int8/));

  it('weights that are not finite are refused: padding is 0 times them', () => {
    const graph = real('CONV_2D');
    const data = graph.tensors[1]?.data?.slice() ?? new Uint8Array(0);
    new DataView(data.buffer).setFloat32(8, Number.POSITIVE_INFINITY, true);
    assertRefused(withTensor(graph, 1, { data }), 'MODEL_DAMAGED', /weights that are not finite/, /Export/);
  });

  for (const [kind, graph] of realVariants)
    it(`${kind} is read as it was written`, () => {
      assert.deepEqual(importTflite(writeTflite(graph), 'test'), graph);
    });
});
