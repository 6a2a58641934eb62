import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { activation, network, samples, withOptions, withScale, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const { CIRCULAR_BUFFER: buffer } = samples;
const ZERO_POINT = 3;

const shaped = (graph: Graph, ...shapes: readonly number[][]): Graph =>
  shapes.reduce((changed, shape, id) => withTensor(changed, id, { shape }), graph);

type Row = readonly [what: string, graph: Graph, message: RegExp];

const refusals: readonly Row[] = [
  ['int16', withTensor(buffer, 0, { dtype: 'int16' }), /CIRCULAR_BUFFER with int16/],
  ['two images', shaped(buffer, [2, 1, 2, 3], [2, 4, 2, 3]), /CIRCULAR_BUFFER of 2 images/],
  ['3 cycles', withOptions(buffer, { cyclesMax: 3 }), /CIRCULAR_BUFFER of 3 cycles: all inferences but one of 3 end/],
  ['cycles left open', withOptions(buffer, { cyclesMax: 0 }), /CIRCULAR_BUFFER of 2 cycles/],
];

const complaints: readonly Row[] = [
  ['a wider slot', shaped(buffer, [1, 1, 2, 4]), /\[1,1,2,4\] for a slot of \[1,4,2,3\]/],
  ['two slots at once', shaped(buffer, [1, 2, 2, 3]), /\[1,2,2,3\] for a slot/],
  ['slots of another rank', shaped(buffer, [1, 1, 6], [1, 4, 6]), /\[1,1,6\] for a slot of \[1,4,6\]/],
  ['an output made anew', withTensor(buffer, 1, { isVariable: false }), /an output that is not a variable/],
  ['another scale', withScale(buffer, 1, 0.25), /scaled differently/],
];

/** The sums of a slot's two elements are read from slots as they are after the operator, or asked for before it. */
const summed = (isBefore: boolean): Graph => {
  const kept = { ...activation([1, 2, 1, 2]), isVariable: true };
  const keep = { kind: 'CIRCULAR_BUFFER', inputs: [0], outputs: [1], options: { cyclesMax: 1 } } as const;
  const add = { kind: 'ADD', inputs: [1, 1], outputs: [2], options: { activation: 'none' } } as const;
  return network([activation([1, 1, 1, 2]), kept, activation(kept.shape)], isBefore ? [add, keep] : [keep, add]);
};

describe('CIRCULAR_BUFFER', () => {
  for (const [what, graph, message] of refusals)
    it(`refuses ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise/));
  for (const [what, graph, message] of complaints)
    it(`finds fault with ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));

  it('is read behind it alone', () =>
    assertRefused(summed(true), 'MODEL_DAMAGED', /operator 0 reads tensor 1 before anything writes it/, /Export/));

  it('goes on every time with 5, 13 and 25 slots, left to choose', async () => {
    for (const slots of [5, 13, 25]) {
      const graph = withOptions(shaped(buffer, [1, 1, 2, 3], [1, slots, 2, 3]), { cyclesMax: 0 });
      const { infer } = await instantiate(await compileGraph(graph));
      const [y] = infer([Uint8Array.of(1, 2, 3, 4, 5, 6)]);
      assert.deepEqual([...(y as Uint8Array)], [...new Array(6 * (slots - 1)).fill(ZERO_POINT), 1, 2, 3, 4, 5, 6]);
    }
  });

  it('keeps its slots from one inference to the next, until it is reset', async () => {
    const { infer, reset } = await instantiate(await compileGraph(summed(false)));
    const frames = [Uint8Array.of(10, 20), Uint8Array.of(30, 40), Uint8Array.of(50, 60)];
    const run = () => frames.map((frame) => [...(infer([frame])[0] as Uint8Array)]);
    const doubled = (...values: number[]) => values.map((value) => 2 * (value - ZERO_POINT) + ZERO_POINT);
    const expected = [doubled(ZERO_POINT, ZERO_POINT, 10, 20), doubled(10, 20, 30, 40), doubled(30, 40, 50, 60)];
    assert.deepEqual(run(), expected);
    assert.notDeepEqual(run(), expected);
    reset();
    assert.deepEqual(run(), expected);
  });
});
