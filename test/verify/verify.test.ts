import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { importModel } from '../../host/model/import-model.ts';
import { verificationText } from '../../host/report/layout/verification.ts';
import { compare, none } from '../../host/verify/difference.ts';
import { sampleRecords } from '../../host/verify/records.ts';
import { verdictOf } from '../../host/verify/verdict.ts';
import { verify } from '../../host/verify/verify.ts';
import { samples, withScale } from '../support/graphs.ts';

const demo = (name: string): string => new URL(`../../models/demo/${name}`, import.meta.url).pathname;
const RECORDS = 20;

describe('verify', () => {
  it('tells each layer of the demo model from TensorFlow Lite’s, given the same input', async () => {
    const graph = await importModel(demo('fashion.tflite'));
    const labels = readFileSync(demo('fashion-test.y.bin'));
    const records = sampleRecords(graph, readFileSync(demo('fashion-test.x.bin')), RECORDS);
    const verification = await verify({ graph, rounding: 'tflm', records, labels });
    // As test/model/write.test.ts counts them, operator by operator.
    assert.deepEqual(
      verification.layers.map(({ alone }) => alone.differing),
      [28, 162, 663, 86, 57, 82, 78, 0, 0, 0, 0, 0],
    );
    assert.ok(verification.layers.every(({ alone }) => alone.largest <= 1));
    assert.deepEqual([verification.records, verification.flips], [RECORDS, []]);
    assert.equal(verification.correct?.ours, verification.correct?.theirs);
    assert.match(verdictOf(verification), /^from operator 0 \(CONV_2D\) on they round differently/);
    assert.match(verificationText(verification), /1 +DEPTHWISE_CONV_2D +47,040 +162 +1 +record/);
  });

  it('finds no difference where both round as XNNPACK does', async () => {
    const graph = await importModel(demo('fashion.tflite'));
    const records = sampleRecords(graph, readFileSync(demo('fashion-test.x.bin')), RECORDS);
    const verification = await verify({ graph, rounding: 'xnnpack', records });
    assert.deepEqual(
      verification.layers.map(({ alone }) => alone.differing),
      verification.layers.map(() => 0),
    );
    assert.equal(verification.outputs.differing, 0);
    assert.equal(verdictOf(verification), 'every layer gives the same bytes');
    assert.match(verificationText(verification), /^rounding xnnpack: each operator/);
  });

  it('says so where every layer is equal', async () => {
    const graph = withScale(samples.SOFTMAX, 0, 0.1);
    const verification = await verify({ graph, rounding: 'tflm', records: sampleRecords(graph, undefined, 8) });
    assert.equal(verdictOf(verification), 'every layer gives the same bytes');
  });

  it('names an operator that differs by more than rounding', () => {
    const pair = { ours: Uint8Array.of(1, 255, 5), theirs: Uint8Array.of(1, 255, 2) };
    const alone = compare(compare(none, 0, 'int8', { ours: pair.ours, theirs: pair.ours }), 1, 'int8', pair);
    assert.deepEqual(alone, {
      ...{ elements: 6, differing: 1, largest: 3 },
      first: { record: 1, element: 2, ours: 5, theirs: 2 },
    });
    const layers = [{ operatorIndex: 4, kind: 'ADD', isReal: false, alone }];
    assert.match(
      verdictOf({ name: 'x', rounding: 'tflm', records: 2, layers, outputs: alone }),
      /^operator 4 \(ADD\) differs by 3, more than rounding explains/,
    );
  });

  it('refuses bytes that are no records', async () => {
    const graph = await importModel(demo('fashion.tflite'));
    assert.throws(() => sampleRecords(graph, new Uint8Array(785), 3), { code: 'INPUT_SIZE' });
  });
});
