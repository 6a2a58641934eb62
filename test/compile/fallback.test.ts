import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { lowerGraph } from '../../host/compile/lower-graph.ts';
import type { Tiles } from '../../host/compile/tiles.ts';
import type { LayerFacts } from '../../host/facts/run-facts.ts';
import type { Graph } from '../../host/model/graph.ts';
import { explanationTable } from '../../host/report/layout/explanation.ts';
import { activation, network, samples, weights, withOptions, withTensor } from '../support/graphs.ts';

const window = { padding: 'same', strideH: 1, strideW: 1, dilationH: 1, dilationW: 1, activation: 'none' } as const;

/** Its input has a scale of 0.5, its weights have 0.25. */
const convolution = (yScale: number, w = weights([2, 1, 1, 4]), channels = 4): Graph =>
  network(
    [activation([1, 3, 3, channels]), w, activation([1, 3, 3, 2], yScale, 0)],
    [{ kind: 'CONV_2D', inputs: [0, 1, -1], outputs: [2], options: window }],
  );

const depthwise = (yScale: number, kernel = 3): Graph =>
  network(
    [
      activation([1, 4, 4, 2]),
      weights([1, kernel, kernel, 2], [0.25, 0.25], 3),
      activation([1, kernel === 3 ? 4 : 1, kernel === 3 ? 4 : 1, 2], yScale, 0),
    ],
    [
      {
        kind: 'DEPTHWISE_CONV_2D',
        inputs: [0, 1, -1],
        outputs: [2],
        options: { ...window, padding: kernel === 3 ? 'same' : 'valid', depthMultiplier: 1 },
      },
    ],
  );

const add = (scales: readonly [number, number, number], shape = [1, 3, 4]): Graph =>
  network(
    [activation([1, 3, 4], scales[0]), activation(shape, scales[1]), activation([1, 3, 4], scales[2])],
    [{ kind: 'ADD', inputs: [0, 1], outputs: [2], options: { activation: 'none' } }],
    [0, 1],
  );

const fallbackOf = (graph: Graph, tiles: Tiles): string | undefined =>
  lowerGraph(graph, tiles).steps[0]?.lower.fallback;

const all = ['scalar', 'simd128', 'armv6m', 'dsp'] as const;
const dilated = withOptions(convolution(8, weights([2, 3, 3, 4])), { dilationH: 2, dilationW: 2 });
const multiplied = { simd128: 'several outputs of a channel', dsp: 'several outputs of a channel' };
const large = withTensor(convolution(8), 1, { data: new Uint8Array(8).fill(0x80) });

/** What each tiles say of a graph; those that are left out take it. */
const cases: Readonly<Record<string, readonly [Graph, Partial<Record<Tiles, string>>]>> = {
  'a convolution that fits': [convolution(8), {}],
  'groups of channels': [
    convolution(8, weights([2, 1, 1, 2])),
    { simd128: 'grouped', armv6m: 'grouped', dsp: 'grouped' },
  ],
  dilation: [dilated, { simd128: 'dilated', armv6m: 'dilated', dsp: 'dilated' }],
  'a scale that enlarges sums': [
    convolution(0.08),
    { dsp: 'filter 0: right shift -1 is below 2', armv6m: 'filter 0: no short multiplier gives every output' },
  ],
  'a scale that makes sums far smaller': [
    convolution(2 ** 12, weights([2, 1, 1, 128]), 128),
    { dsp: 'filter 0: right shift 14 is too large where outputs below the zero point count' },
  ],
  'weights that are all -128': [large, { armv6m: 'filter 0: sums of s8 times -128 and -128 may exceed 16 bits' }],
  'a depthwise convolution that fits': [depthwise(8), {}],
  'a depthwise convolution with two outputs of a channel': [
    samples.DEPTHWISE_CONV_2D,
    { ...multiplied, armv6m: 'filter 0: right shift 0 is not in 1 … 22' },
  ],
  'a depthwise convolution that enlarges sums': [
    depthwise(0.05),
    { dsp: 'filter 0: right shift -2 is below 2', armv6m: 'filter 0: right shift -2 is not in 1 … 22' },
  ],
  'an addition that fits': [add([0.5, 0.4, 0.7]), {}],
  'an addition whose halves are ties': [add([0.5, 0.5, 1]), { armv6m: 'two tables do not add up to every output' }],
  'an addition whose output is far finer than its inputs': [
    add([0.5, 0.5, 2 ** -19]),
    {
      simd128: 'no plane gives every output',
      armv6m: 'two tables do not add up to every output',
      dsp: 'right shift 0 is below 1',
    },
  ],
  'an addition that repeats one element': [
    add([0.5, 0.4, 0.7], [1, 1, 1]),
    { simd128: 'broadcast along its last axis' },
  ],
};

const LAYER: LayerFacts = {
  ...{ index: 0, operatorIndex: 0, kernel: 'k', shape: [1], macs: 2, parameters: 0, weightBytes: 0, bits: [] },
  ...{ kind: 'CONV_2D', instructions: 10 },
};

/** Of one layer, as `run --explain` shows it. */
const row = (layer: Partial<LayerFacts>): string[] =>
  explanationTable({ layers: [{ ...LAYER, ...layer }] }).rows[0] ?? [];

describe('the general kernel in place of the one made for a target', () => {
  for (const [name, [graph, expected]] of Object.entries(cases))
    it(name, () => {
      for (const tiles of all) assert.equal(fallbackOf(graph, tiles), expected[tiles], tiles);
    });

  it('is told of a compiled layer, and where size is the aim there is no other', async () => {
    const [speed, size] = await Promise.all(
      (['speed', 'size'] as const).map((aim) => compileGraph(convolution(0.08), { target: 'thumbv7em', aim })),
    );
    assert.equal(speed?.layers[0]?.fallback, 'filter 0: right shift -1 is below 2');
    assert.ok(size?.layers[0] && !('fallback' in size.layers[0]));
  });

  it('is a remark of run --explain, beside what is slow, and without figures, too', () => {
    const explanation = { tile: 't', expected: { low: 8, high: 12 }, slow: 'few outputs' };
    assert.equal(row({ fallback: 'grouped', explanation }).at(-1), 'general kernel: grouped; few outputs');
    assert.equal(row({ explanation }).at(-1), 'few outputs');
    assert.equal(row({ explanation, instructions: 13 }).at(-1), 'slower than its kernel should be');
    assert.deepEqual(row({ fallback: 'grouped' }), [
      '0',
      'k',
      '',
      '10',
      '5.00',
      '',
      '',
      '',
      '',
      'general kernel: grouped',
    ]);
    assert.deepEqual(row({}), []);
  });
});
