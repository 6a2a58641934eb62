import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses, passes } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Operator, Tensor } from '../../host/model/graph.ts';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { givenCases, isAccepted } from '../support/operators/given-cases.ts';
import { inNode, type ProofTarget } from '../support/operators/targets.ts';

const tensor = (id: number, shape: readonly number[], rest: Partial<Tensor> = {}): Tensor => ({
  id,
  name: `t${id}`,
  dtype: 'int8',
  shape,
  quantization: { scales: [0.05], zeroPoints: [3], axis: 0 },
  ...rest,
});
const int32 = (id: number, shape: readonly number[], values: readonly number[]): Tensor => {
  const { quantization: _, ...plain } = tensor(id, shape);
  return { ...plain, dtype: 'int32', data: new Uint8Array(Int32Array.from(values).buffer) };
};
const int8 = (id: number, shape: readonly number[], values: readonly number[]): Tensor =>
  tensor(id, shape, {
    data: new Uint8Array(Int8Array.from(values).buffer),
    quantization: { scales: [0.01], zeroPoints: [0], axis: 0 },
  });
const convolution = (inputs: readonly number[], output: number): Operator => ({
  kind: 'CONV_2D',
  index: 1,
  inputs,
  outputs: [output],
  options: { padding: 'same', strideH: 2, strideW: 2, dilationH: 1, dilationW: 1, activation: 'relu' },
});
/** PAD by 1 above and 2 to the right, a SAME convolution with stride 2, and a RESHAPE to a row. */
const padded: Graph = {
  name: 'padded',
  tensors: [
    tensor(0, [1, 4, 4, 1]),
    int32(1, [4, 2], [0, 0, 1, 0, 0, 2, 0, 0]),
    tensor(2, [1, 5, 6, 1]),
    int8(3, [2, 3, 3, 1], [1, -2, 3, -4, 5, -6, 7, -8, 9, 90, 80, -70, 60, 50, 40, -30, 20, 127]),
    int32(4, [2], [100, -2000]),
    tensor(5, [1, 3, 3, 2]),
    tensor(6, [1, 18]),
  ],
  operators: [
    { kind: 'PAD', index: 0, inputs: [0, 1], outputs: [2], options: {} },
    convolution([2, 3, 4], 5),
    { kind: 'RESHAPE', index: 2, inputs: [5], outputs: [6], options: {} },
  ],
  inputs: [0],
  outputs: [6],
};
const input = Uint8Array.from({ length: 16 }, (_, index) => index * 37);

const infer = async (graph: Graph, withoutPasses: readonly string[]): Promise<Uint8Array> => {
  const [output] = (await instantiate(await compileGraph(graph, { withoutPasses }))).infer([input]);
  return output as Uint8Array;
};

describe('passes', () => {
  const all = passes.map(({ name }) => name);

  it('together leave the convolution alone, with its padding, folded bias and a view as output', async () => {
    const { operators, tensors } = applyPasses(padded);
    assert.deepEqual(
      operators.map(({ kind, inputs }) => [kind, inputs[0]]),
      [['CONV_2D', 0]],
    );
    const [{ options }] = operators as [Extract<Operator, { kind: 'CONV_2D' }>];
    // SAME adds 0 above, 1 below and 0 and 1 beside the 5 × 6 that PAD made of 4 × 4.
    assert.deepEqual(options.padding, { top: 1 + 1, bottom: 1, left: 0, right: 2 + 1 });
    assert.equal(options.isZeroFolded, true);
    assert.equal(tensors[6]?.aliasOf, 5);
  });

  for (const without of [...all.map((name) => [name]), all])
    it(`without ${without.join(', ')}: the same output`, async () => {
      assert.deepEqual(await infer(padded, without), await infer(padded, []));
    });

  it('do not touch the graph they are given', () => {
    const before = structuredClone(padded);
    applyPasses(padded);
    assert.deepEqual(padded, before);
  });

  it('keep a RESHAPE from an input to an output, and a PAD that somebody else reads', () => {
    const copy: Graph = {
      ...padded,
      operators: [{ kind: 'RESHAPE', index: 0, inputs: [0], outputs: [2], options: {} }],
      outputs: [2],
    };
    assert.equal(applyPasses(copy).operators.length, 1);
    const shared: Graph = { ...padded, outputs: [2, 6] };
    assert.deepEqual(
      applyPasses(shared).operators.map(({ kind }) => kind),
      ['PAD', 'CONV_2D'],
    );
  });

  it('an unknown name is refused with the list', () => {
    assert.throws(() => applyPasses(padded, ['fold']), {
      code: 'UNKNOWN_PASS',
      exitCode: 2,
      remedy: /fold-zero-point/,
    });
  });

  const trials = givenCases(['MULTI', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED', 'PAD']).filter(isAccepted);
  const withoutAny: ProofTarget = {
    name: 'Node',
    withoutPasses: all,
    open: async (graph) => [await inNode(await compileGraph(graph, { withoutPasses: all }), 'without passes')],
  };
  if (trials.length === 0) it('golden cases without passes (needs ../shared/golden/ops)');
  else
    it(`${trials.length} golden cases without any pass, every layer of several`, () =>
      assertNoDifference(trials, verdictsOf(trials, withoutAny)));
});
