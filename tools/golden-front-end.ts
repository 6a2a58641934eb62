// Asks TensorFlow Lite Micro for the features of our frames of sound, and keeps them in test/golden/front-end.txt.
//
//     npx tsx tools/golden-front-end.ts PROGRAM
//
// PROGRAM is what tools/golden-operators.ts takes.
import { readFileSync, writeFileSync } from 'node:fs';
import { formatFeatures, frontEnd, frontEndFrames, frontEndGolden } from '../test/support/front-end.ts';
import { goldenPath } from '../test/support/golden-file.ts';
import { cutEvenly } from '../test/support/operators/cut.ts';
import { sharedPath } from '../test/support/shared.ts';
import { startOracle } from './oracle/tflm-program.ts';

const PROVENANCE = [
  `Outputs of ${frontEnd}.tflite (tflite-micro, examples/micro_speech) in TensorFlow Lite Micro for our frames: a line a frame.`,
  'tflite-micro 90b983c2b3f1480642e040bbd2ddb37b998f3424, reference kernels, double rounding. Made by tools/golden-front-end.ts.',
];

const [command] = process.argv.slice(2);
const path = sharedPath('models', `${frontEnd}.tflite`);
if (command === undefined || path === undefined)
  throw new Error(`give the program that runs models, in quotes; it needs ../shared/models/${frontEnd}.tflite`);
const records = frontEndFrames();
const oracle = startOracle(command);
const outputs = await oracle.run({ file: readFileSync(path), records, isStateful: true });
oracle.close();
if ('refusal' in outputs) throw new Error(outputs.refusal);
writeFileSync(goldenPath(frontEndGolden), formatFeatures(PROVENANCE, cutEvenly(outputs, records.length)));
