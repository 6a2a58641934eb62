import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Draft } from '../support/drafts.ts';
import { alone } from '../support/drafts.ts';

const row = (scale: number): Draft => ({
  dtype: 'int16',
  shape: [1, 4],
  quantization: { scales: [scale], zeroPoints: [0], axis: 0 },
});

describe('a module in Node', () => {
  // Its table is read from the middle: asc makes half of its length part of the load's offset, and the address smaller by that.
  it('reads the first entry of its first table', async () => {
    const graph = alone({ kind: 'SOFTMAX', options: { beta: 1 } }, [row(0.01)], [row(2 ** -15)]);
    const { infer } = await instantiate(await compileGraph(graph));
    const [made] = infer([new Uint8Array(Int16Array.of(32767, -32768, -32768, 32767).buffer)]);
    assert.deepEqual([...new Int16Array((made as Uint8Array).slice().buffer)], [16383, 1, 1, 16383]);
  });
});
