import type { Graph } from '../../host/model/graph.ts';
import { activation, network, samples, withTensor, zeros } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const fullyConnected = (rows: number, inputs: number, outputs: number) =>
  network(
    [
      activation([rows, inputs]),
      { ...zeros('int8', [outputs, inputs]), quantization: { scales: [1], zeroPoints: [0], axis: 0 } },
      activation([rows, outputs]),
    ],
    [
      {
        kind: 'FULLY_CONNECTED',
        inputs: [0, 1],
        outputs: [2],
        options: { activation: 'none', keepNumDims: false },
      },
    ],
  );

const reshapes = (count: number) =>
  network(
    Array.from({ length: count + 1 }, () => activation([4])),
    Array.from({ length: count }, (_, at) => ({ kind: 'RESHAPE', inputs: [at], outputs: [at + 1], options: {} })),
  );

const hugeReshape = withTensor(withTensor(samples.RESHAPE, 0, { shape: [8192, 8192] }), 2, { shape: [2 ** 26] });

describe('a model beyond any microcontroller is refused before its size costs anything', () => {
  const rows: readonly (readonly [what: string, graph: Graph, message: RegExp])[] = [
    ['3000 operators', reshapes(3000), /3000 operators, more than 2048/],
    ['weights of 20 MB', fullyConnected(1, 5000, 4096), /weights take 20480000 bytes, more than 16777216/],
    ['100,000 channels', fullyConnected(1, 1, 100_000), /operator 0 has 100000 output channels, more than 65536/],
    ['activations of 128 MB', hugeReshape, /activations take 134217728 bytes in all, more than 67108864/],
    ['an hour of multiplications', fullyConnected(6000, 4096, 4096), /1\.0e\+11 operations, more than/],
  ];
  for (const [what, graph, message] of rows)
    it(what, () => assertRefused(graph, 'MODEL_TOO_LARGE', message, /meant for a microcontroller/));
});
