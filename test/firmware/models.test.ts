import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { importModel } from '../../host/model/import-model.ts';
import { splitInputs } from '../../host/run/records.ts';
import { inferOnBoard, picoEmulated, startBoard } from '../support/board.ts';
import { goldenModel, modelNames } from '../support/golden-models.ts';
import { sharedPath } from '../support/shared.ts';

const MAX_CODE_BYTES = 20_000;
const KWS_SAMPLES = 50;
const KWS_BYTES = 490;

describe('models on the emulated Pico equal TensorFlow Lite Micro, byte for byte', () => {
  for (const name of modelNames) {
    const golden = goldenModel(name);
    if (!golden) {
      it(`${name} (needs ../shared/golden/${name})`);
      continue;
    }
    it(`${name}: ${golden.records.length} records, each layer by its checksum as in Node, stack intact`, async () => {
      const model = await compileGraph(await importModel(golden.path));
      const session = await instantiate(model);
      const board = startBoard(await buildFirmware(model, picoEmulated));
      try {
        for (const { input, output } of golden.records) {
          const got = await inferOnBoard(board, input, output.length);
          assert.deepEqual(Buffer.from(got.output), output);
          const crcs: number[] = [];
          session.inferLayers(splitInputs(input, model), (_, bytes) => crcs.push(crc32(bytes)));
          assert.deepEqual(
            got.layers.map(({ crc }) => crc),
            crcs,
          );
          assert.equal(got.done.status, 0);
        }
      } finally {
        board.stop();
      }
    });
    it(`${name}: code and constants without weights stay below ${MAX_CODE_BYTES} bytes`, async () => {
      const { sizes } = await buildFirmware(await compileGraph(await importModel(golden.path)), picoEmulated);
      assert.ok(sizes.code + sizes.rodata < MAX_CODE_BYTES, `${sizes.code} + ${sizes.rodata}`);
    });
  }

  const data = sharedPath('datasets', 'kws01', 'x_int8_n49x10.bin');
  const kws = goldenModel('kws_ref_model');
  if (!data || !kws) it(`${KWS_SAMPLES} real keyword samples (needs ../shared/datasets/kws01)`);
  else
    it(`${KWS_SAMPLES} real keyword samples give Node's bytes`, async () => {
      const model = await compileGraph(await importModel(kws.path));
      const session = await instantiate(model);
      const board = startBoard(await buildFirmware(model, picoEmulated));
      const records = readFileSync(data);
      try {
        for (let sample = 0; sample < KWS_SAMPLES; sample++) {
          const input = records.subarray(sample * KWS_BYTES, (sample + 1) * KWS_BYTES);
          const [expected = new Uint8Array()] = session.infer([input]);
          const { output } = await inferOnBoard(board, input, expected.length);
          assert.deepEqual(Buffer.from(output), Buffer.from(expected), `sample ${sample}`);
        }
      } finally {
        board.stop();
      }
    });
});
