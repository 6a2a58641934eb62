import assert from 'node:assert/strict';
import { run } from '../../host/run.ts';
import { goldenModel, modelNames } from '../support/golden-models.ts';
import { itOnQemu, qemuBoards } from '../support/qemu-boards.ts';

const RECORDS = 3;

describe('models on QEMU equal TensorFlow Lite Micro, byte for byte', () => {
  for (const name of modelNames) {
    const golden = goldenModel(name);
    for (const board of qemuBoards) {
      const title = `${name} on ${board.id}: ${RECORDS} records, each layer by its checksum as in Node`;
      if (!golden) {
        it(`${title} (needs ../shared/golden/${name})`);
        continue;
      }
      itOnQemu(title, async () => {
        const records = golden.records.slice(0, RECORDS);
        const { facts, outputs, failure } = await run({
          model: golden.path,
          board,
          input: Buffer.concat(records.map(({ input }) => input)),
          verifyRecords: RECORDS,
          count: 1,
          warmup: 0,
          onProgress: () => undefined,
        });
        assert.equal(failure, undefined);
        assert.equal(facts.verified?.records, records.length);
        assert.deepEqual(Buffer.from(outputs), Buffer.concat(records.map(({ output }) => output)));
        // Each layer is timed alone and all of them together, in different inferences.
        const layers = facts.layers.reduce((sum, { instructions = 0 }) => sum + instructions, 0);
        assert.equal(layers, facts.instructions);
      });
    }
  }
});
