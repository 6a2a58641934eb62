import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { inferOnBoard, picoEmulated, startBoard } from '../support/board.ts';
import { goldenCases } from '../support/golden-cases.ts';

describe('operators on the emulated Pico equal TensorFlow Lite Micro, byte for byte', () => {
  const cases = goldenCases();
  if (cases.length === 0) it('golden cases (needs ../shared/golden/ops)');
  for (const { title, graph, records } of cases)
    it(title, async () => {
      const board = startBoard(await buildFirmware(await compileGraph(graph), picoEmulated));
      try {
        for (const { input, output } of records) {
          const got = await inferOnBoard(board, input, output.length);
          assert.deepEqual(Buffer.from(got.output), Buffer.from(output));
          assert.equal(got.done.status, 0);
        }
      } finally {
        board.stop();
      }
    });
});
