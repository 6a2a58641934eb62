import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { windowOutput } from '../../host/model/shapes.ts';
import { type Draft, network } from '../support/drafts.ts';
import { Random } from '../support/random.ts';
import { quantized } from '../support/random-drafts.ts';

const SEED = 20261130;
const POOLS = 8;

/** Pools of int16, one behind the other. */
const chain = (random: Random): Graph => {
  const x = quantized(random, [2, 16, 15, 3], undefined, undefined, 'int16');
  const tensors: Draft[] = [x];
  const operators = Array.from({ length: POOLS }, (_, at) => {
    const [images = 1, h = 1, w = 1, channels = 1] = tensors[at]?.shape ?? [];
    const padding = random.pick(['same', 'valid'] as const);
    const [filterH, filterW] = [1 + random.below(Math.min(h, 3)), 1 + random.below(Math.min(w, 3))];
    const [strideH, strideW] = random.oneIn(4) ? [2, 1] : [1, 1];
    const outH = windowOutput(h, filterH, strideH, 1, padding);
    tensors.push({ ...x, shape: [images, outH, windowOutput(w, filterW, strideW, 1, padding), channels] });
    const options = { padding, filterH, filterW, strideH, strideW, activation: 'none' } as const;
    return { kind: random.pick(['AVERAGE_POOL_2D', 'MAX_POOL_2D'] as const), inputs: [at], outputs: [at + 1], options };
  });
  return network(tensors, operators);
};

describe('outputs that lie over inputs', () => {
  it(`${POOLS} pools of int16 give what they give apart, in less memory (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const graph = chain(random);
    const [over, apart] = [
      await compileGraph(graph),
      await compileGraph(graph, { withoutPasses: ['reuse-inputs'] }),
    ] as const;
    const inputs = over.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
    const outputsOf = async (model: typeof over) => (await instantiate(model)).infer(inputs);
    assert.deepEqual(await outputsOf(over), await outputsOf(apart));
    assert.ok(over.arenaBytes < apart.arenaBytes, `${over.arenaBytes} of ${apart.arenaBytes} bytes`);
  });
});
