import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Graph, Operator } from '../../host/model/graph.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { activation, samples, withOperator, withOptions, withTensor } from '../support/graphs.ts';
import { assertRefused, refusalOfFile } from '../support/refusal.ts';
import { sharedPath } from '../support/shared.ts';
import { patched } from '../support/tflite-fields.ts';

const { CONV_2D, FULLY_CONNECTED, ADD, RESHAPE, SOFTMAX } = samples;

describe('what cannot be compiled is named, all at once', () => {
  const { data: _, ...computed } = RESHAPE.tensors[1] as Graph['tensors'][number];
  const { data: __, ...computedWeights } = CONV_2D.tensors[1] as Graph['tensors'][number];
  const replace = (graph: Graph, id: number, tensor: Graph['tensors'][number]): Graph => ({
    ...graph,
    tensors: graph.tensors.map((one) => (one.id === id ? tensor : one)),
    inputs: [...graph.inputs, id],
  });
  const wide = { shape: [1, 4096] };
  const rows: readonly (readonly [what: string, graph: Graph, message: RegExp])[] = [
    ['types that differ', withTensor(ADD, 0, { dtype: 'int16' }), /ADD with int16 and int8 \(operator 0\)/],
    ['uint8 activations', withTensor(SOFTMAX, 1, { dtype: 'uint8' }), /SOFTMAX with uint8 \(operator 0\)/],
    [
      'float weights',
      withTensor(FULLY_CONNECTED, 1, { dtype: 'float32' }),
      /FULLY_CONNECTED with int8 and float32 \(operator 0\)/,
    ],
    ['a fused tanh', withOptions(CONV_2D, { activation: 'tanh' }), /CONV_2D with fused tanh/],
    ['a fused sign', withOptions(ADD, { activation: 'sign_bit' }), /ADD with fused sign_bit/],
    ['computed weights', replace(CONV_2D, 1, computedWeights), /CONV_2D with computed weights/],
    ['a computed shape', replace(RESHAPE, 1, computed), /RESHAPE with computed shape/],
    [
      'a softmax whose sum may overflow',
      withTensor(withTensor(SOFTMAX, 0, wide), 1, wide),
      /SOFTMAX over more than 4095/,
    ],
    [
      'an input that nothing reads',
      {
        ...ADD,
        tensors: [...ADD.tensors, { ...activation([1]), dtype: 'string', id: 3, name: 'unused' }],
        inputs: [0, 1, 3],
      },
      /^not supported: string input \(tensor 3\)$/,
    ],
  ];
  for (const [what, graph, message] of rows)
    it(what, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully to int8/));

  it('an operator of a number that no schema has', () => {
    const file = writeTflite(withOperator(CONV_2D, {}));
    assert.match(refusalOfFile(patched(file, 'code 0 builtin', 5000))?.message ?? '', /BUILTIN_5000 \(operator 0\)/);
    assert.match(
      refusalOfFile(patched(patched(file, 'code 0 builtin', -9), 'code 0 deprecated', 0xf0))?.message ?? '',
      /BUILTIN_-9/,
    );
  });

  it('each operator once, with its places', () => {
    const [first] = ADD.operators as [Operator];
    const graph: Graph = {
      ...ADD,
      tensors: ADD.tensors.map((tensor) => ({ ...tensor, dtype: 'float64' as const })),
      operators: Array.from({ length: 10 }, (_, index) => ({ ...first, index })),
    };
    assertRefused(
      graph,
      'UNSUPPORTED_OPERATOR',
      /^not supported: ADD with float64 \(operator 0, 1, 2, 3, 4, 5, 6, 7, …\)$/,
      /Quantise/,
    );
  });

  const folder = sharedPath('models');
  const names = folder ? readdirSync(folder).filter((name) => name.endsWith('.tflite')) : [];
  if (!folder) it('real models (needs ../shared/models)');
  for (const name of names)
    it(`${name}: imports, or names each operator once`, () => {
      const error = refusalOfFile(readFileSync(`${folder}/${name}`));
      if (!error) return;
      assert.deepEqual([error.code, error.exitCode], ['UNSUPPORTED_OPERATOR', 9]);
      const listed = error.message
        .replace('not supported: ', '')
        .split('; ')
        .map((one) => one.split(' (')[0]);
      assert.equal(new Set(listed).size, listed.length, error.message);
    });
});
