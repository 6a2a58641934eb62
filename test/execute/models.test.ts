import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import { importModel } from '../../host/model/import-model.ts';
import { classify } from '../../host/run/classify.ts';
import { recordBytes, splitInputs } from '../../host/run/records.ts';
import { crcInput, crcTable, goldenModel, modelNames, variedNames } from '../support/golden-models.ts';
import { itShared } from '../support/shared.ts';

/** TFLite Micro's own arena on Cortex-M4, bytes (../shared/reference/baseline-cmsis-nn.md). */
const baselineArena = { kws_ref_model: 22_820, vww_96_int8: 100_708, pretrainedResnet_quant: 54_980, ad01_int8: 2_580 };

/** The bytes of some of an output's channels. */
const ofChannels = (bytes: Buffer, count = 1, channels?: readonly number[]): Buffer =>
  channels ? Buffer.from(bytes.filter((_, index) => channels.includes(index % count))) : bytes;

/** Bytes of the arena: a plan that needs more is worse than ours was. */
const arenaOf: Readonly<Record<(typeof modelNames)[number], number>> = {
  kws_ref_model: 10_048,
  vww_96_int8: 36_888,
  pretrainedResnet_quant: 33_456,
  ad01_int8: 1_408,
  str_ww_ref_model: 4_008,
  hello_world_int8: 44,
  simple_add_model: 32_768,
};

describe('models in Node equal TensorFlow Lite Micro, byte for byte', () => {
  for (const name of modelNames) {
    const golden = goldenModel(name);
    if (!golden) {
      it(`${name} (needs ../shared/golden/${name})`);
      continue;
    }
    it(`${name}: ${golden.records.length} records`, async () => {
      const model = await compileGraph(await importModel(golden.path));
      const session = await instantiate(model);
      for (const { input, output } of golden.records)
        assert.deepEqual(Buffer.concat(session.infer(splitInputs(input, model))), output);
    });
    if (golden.layers.length > 0)
      it(`${name}: every layer`, async () => {
        const imported = await importModel(golden.path);
        const { tensors } = applyPasses(imported);
        const model = await compileGraph(imported);
        const session = await instantiate(model);
        const expected = new Map(golden.layers.map(({ operatorIndex, outputs }) => [operatorIndex, outputs]));
        for (let record = 0; record < (golden.layers[0]?.outputs.length ?? 0); record++) {
          const input = golden.records[record]?.input as Buffer;
          session.inferLayers(splitInputs(input, model), ({ operatorIndex, outputs: [made] }, output) => {
            const tensor = made?.tensor ?? -1;
            const all = expected.get(operatorIndex)?.[record] as Buffer;
            const left = ofChannels(all, imported.tensors[tensor]?.shape.at(-1), tensors[tensor]?.channels);
            assert.deepEqual(Buffer.from(output), left, `operator ${operatorIndex}`);
          });
        }
      });
    const rows = crcTable[name];
    if (rows)
      it(`${name}: the published checksums of five seeded inputs`, async () => {
        const model = await compileGraph(await importModel(golden.path));
        const session = await instantiate(model);
        for (const [seed, inputCrc, outputCrc] of rows) {
          const input = crcInput(seed, recordBytes(model));
          assert.equal(crc32(input), inputCrc, `input of seed ${seed}`);
          assert.equal(crc32(Buffer.concat(session.infer([input]))), outputCrc, `output of seed ${seed}`);
        }
      });
    it(`${name}: the arena is as small as the largest live set, and less where outputs lie over inputs`, async () => {
      const graph = await importModel(golden.path);
      const apart = await compileGraph(graph, { withoutPasses: ['reuse-inputs'] });
      assert.equal(apart.arenaBytes, apart.arenaLowerBoundBytes);
      const { arenaBytes } = await compileGraph(graph);
      assert.equal(arenaBytes, arenaOf[name]);
      const baseline = (baselineArena as Readonly<Record<string, number>>)[name];
      if (baseline !== undefined) assert.ok(arenaBytes <= baseline, `${arenaBytes} bytes, TFLite Micro ${baseline}`);
    });
  }

  for (const name of variedNames) {
    const golden = goldenModel(name);
    if (!golden) it(`${name} (needs ../shared/golden/${name})`);
    else
      it(`${name}: ${golden.records.length} records, with vectors and without`, async () => {
        const graph = await importModel(golden.path);
        for (const options of [{}, { target: 'node' }] as const) {
          const model = await compileGraph(graph, options);
          const session = await instantiate(model);
          for (const { input, output } of golden.records)
            assert.deepEqual(Buffer.concat(session.infer(splitInputs(input, model))), output);
        }
      });
  }

  itShared(
    'kws_ref_model answers 460 of 500 real samples right, as TFLite Micro does',
    ['datasets', 'kws01'],
    async (folder) => {
      const golden = goldenModel('kws_ref_model');
      const model = await compileGraph(await importModel(golden?.path ?? ''));
      const set = {
        records: readFileSync(`${folder}/x_int8_n49x10.bin`),
        labels: readFileSync(`${folder}/y_uint8.bin`),
      };
      assert.deepEqual(classify(set, model, await instantiate(model)), { records: 500, correct: 460, classes: 12 });
    },
  );
});
