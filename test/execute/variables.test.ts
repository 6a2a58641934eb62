import assert from 'node:assert/strict';
import { Region } from '../../assembly/shared/protocol.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { accumulator } from '../support/accumulator.ts';
import { picoEmulated, startBoard } from '../support/board.ts';
import { withOperator } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const frames = [
  [1, 2, 3, 4],
  [5, 6, 7, 8],
  [100, 120, 1, 1],
  [100, 120, 1, 1],
].map((values) => Uint8Array.from(values));
/** As TensorFlow Lite Micro answers them, one after the other (tflite-micro 90b983c, reference kernels). */
const expected = [
  { title: 'from zero', initial: undefined, sums: [1, 2, 3, 4, 6, 8, 10, 12, 106, 127, 11, 13, 127, 127, 12, 14] },
  {
    title: 'from CALL_ONCE',
    initial: [1, 2, 3, 250],
    sums: [2, 4, 6, -2, 7, 10, 13, 6, 107, 127, 14, 7, 127, 127, 15, 8],
  },
];

const silent = { silenceMs: 10_000, onFrame: () => undefined, onGap: () => assert.fail('frames lost') };

describe('variables keep their values between inferences', () => {
  for (const { title, initial, sums } of expected) {
    const graph = importTflite(writeTflite(accumulator(initial)), 'accumulator');
    it(`${title}, in Node, until they are reset`, async () => {
      const session = await instantiate(await compileGraph(graph));
      for (let life = 0; life < 2; life++) {
        const seen = frames.flatMap((frame) => [...new Int8Array((session.infer([frame])[0] as Uint8Array).buffer)]);
        assert.deepEqual(seen, sums);
        session.reset();
      }
    });

    it(`${title}, on the emulated Pico`, async () => {
      const board = startBoard(await buildFirmware(await compileGraph(graph, { target: 'thumbv6m' }), picoEmulated));
      try {
        const seen: number[] = [];
        for (const frame of frames) {
          await board.device.load(frame);
          await board.device.infer({ count: 1, warmup: 0, layers: false, crcs: false }, silent);
          seen.push(...new Int8Array(Uint8Array.from(await board.device.read(Region.OUTPUT, 0, 4)).buffer));
        }
        assert.deepEqual(seen, sums);
      } finally {
        board.stop();
      }
    });

    it(`${title}, written and read back`, () => {
      assert.deepEqual(graph, accumulator(initial));
    });
  }
});

describe('variables that cannot be', () => {
  const again = /Export or download/;
  const graph = accumulator([1, 2, 3, 4]);
  const without = (kind: string): Graph => ({
    ...graph,
    operators: graph.operators.filter((operator) => operator.kind !== kind),
  });
  it('without a handle', () => assertRefused(without('VAR_HANDLE'), 'MODEL_DAMAGED', /reads tensor 1 before/, again));
  it('never assigned', () => {
    const { subgraphs: _, ...alone } = { ...without('ASSIGN_VARIABLE') };
    const operators = alone.operators.filter(({ kind }) => kind !== 'CALL_ONCE');
    assertRefused({ ...alone, operators }, 'MODEL_DAMAGED', /variable "sum" is never assigned/, again);
  });
  it('of two shapes', () => {
    const tensors = graph.tensors.map((tensor) => (tensor.id === 2 ? { ...tensor, shape: [4] } : tensor));
    assertRefused({ ...graph, tensors }, 'MODEL_DAMAGED', /variable "sum" is int8\[1,4\] and int8\[4\]/, again);
  });
  it('initialised by a subgraph that computes', () => {
    const [called] = graph.subgraphs ?? [];
    const add = { ...graph.operators[3], index: 2, inputs: [1, 1], outputs: [1] };
    const subgraphs = [{ ...called, operators: [...(called?.operators ?? []), add] }] as unknown as Graph['subgraphs'];
    assertRefused(
      { ...graph, ...(subgraphs && { subgraphs }) },
      'UNSUPPORTED_OPERATOR',
      /CALL_ONCE of a subgraph with ADD/,
      /Quantise/,
    );
  });
  it('initialised by a subgraph that is not there', () =>
    assertRefused(withOperator(graph, { options: { subgraph: 7 } }), 'MODEL_DAMAGED', /subgraph 8 of 2/, again));
});
