import assert from 'node:assert/strict';
import { importModel } from '../../host/model/import-model.ts';
import { frontEnd, frontEndFrames, frontEndGolden, parseFeatures } from '../support/front-end.ts';
import { goldenText } from '../support/golden-file.ts';
import { judgeOutputs } from '../support/operators/judges.ts';
import { runTrials } from '../support/operators/run-trials.ts';
import { proofTargets } from '../support/operators/targets.ts';
import { itShared } from '../support/shared.ts';

describe('the audio front end equals TensorFlow Lite Micro, frame after frame', () => {
  const expected = parseFeatures(goldenText(frontEndGolden));
  const records = frontEndFrames();

  it('there are features of every frame', () => assert.equal(expected.length, records.length));

  for (const target of proofTargets)
    itShared(`${target.name}: ${records.length} frames`, ['models', `${frontEnd}.tflite`], async (path) => {
      const graph = await importModel(path);
      const judge = () => judgeOutputs(graph, expected);
      const trial = { operator: 'MULTI', dtype: 'int16_int8', name: frontEnd, graph, records, judge };
      assert.deepEqual(await runTrials([trial], target), [undefined]);
    });
});
