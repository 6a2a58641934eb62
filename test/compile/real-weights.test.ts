import assert from 'node:assert/strict';
import { lowerGraph } from '../../host/compile/lower-graph.ts';
import type { DType } from '../../host/model/graph.ts';
import { network, zeros } from '../support/drafts.ts';

const CHANNELS = 20_000;

describe('weights of real numbers', () => {
  it('may be more than a list of arguments holds', () => {
    const x = { dtype: 'float32' as DType, shape: [1, 3, 3, CHANNELS] };
    const window = { padding: 'same', strideH: 1, strideW: 1, dilationH: 1, dilationW: 1, activation: 'none' } as const;
    const graph = network(
      [x, zeros('float32', [1, 3, 3, CHANNELS]), x],
      [{ kind: 'DEPTHWISE_CONV_2D', inputs: [0, 1, -1], outputs: [2], options: { ...window, depthMultiplier: 1 } }],
    );
    const [step] = lowerGraph(graph, 'scalar').steps;
    assert.equal(step?.lower.constants.length, 96 + 4 * CHANNELS * (1 + 9));
  });
});
