/**
 * Quantises the trained network to models/demo/fashion.tflite, and counts what the file itself gets right:
 * npx tsx tools/train/export-fashion.ts DATA_FOLDER WEIGHTS_FILE OUTPUT_FOLDER
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { workOf } from '../../host/model/facts.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { calibrate } from './calibrate.ts';
import { readSplit } from './data.ts';
import { classNames, fashionNetwork } from './fashion.ts';
import { indexOfLargest, parametersOf } from './network.ts';
import { quantizeNetwork } from './quantize-network.ts';
import { countRight } from './train.ts';
import { unpackWeights } from './weights.ts';

/** Images that set the scales of activations; from the training split, as nothing of the test split may. */
const CALIBRATION_IMAGES = 2000;
/** Images kept beside the model. */
const RECORDS = 200;

const [folder, weightsFile, outputFolder] = process.argv.slice(2);
if (folder === undefined || weightsFile === undefined || outputFolder === undefined) {
  throw new Error('usage: npx tsx tools/train/export-fashion.ts DATA_FOLDER WEIGHTS_FILE OUTPUT_FOLDER');
}
const network = fashionNetwork();
unpackWeights(readFileSync(weightsFile), parametersOf(network));
const ranges = calibrate(network, readSplit(folder, 'train'), CALIBRATION_IMAGES);
const file = writeTflite(quantizeNetwork('fashion', network, ranges));
const write = (name: string, bytes: Uint8Array | string) => writeFileSync(join(outputFolder, name), bytes);

const test = readSplit(folder, 't10k');
const int8Images = test.images.map((pixel) => pixel ^ 0x80);
write('fashion.tflite', file);
write('fashion-test.x.bin', int8Images.subarray(0, RECORDS * test.pixels));
write('fashion-test.y.bin', test.labels.subarray(0, RECORDS));
write('fashion.labels.txt', `${classNames.join('\n')}\n`);

const graph = importTflite(file, 'fashion');
const session = await instantiate(await compileGraph(graph));
const isRight = Array.from(test.labels, (label, i) => {
  const [output] = session.infer([int8Images.subarray(i * test.pixels, (i + 1) * test.pixels)]);
  return indexOfLargest(new Int8Array((output as Uint8Array).buffer)) === label;
});
const count = (answers: readonly boolean[]) => answers.filter(Boolean).length;
const { macs, parameters } = workOf(graph);
console.log(`${macs} multiply-accumulates, ${parameters} parameters, ${file.length} bytes`);
console.log(`float: ${countRight(network, test)} of ${test.count} test images right`);
console.log(`int8: ${count(isRight)} of ${test.count}, ${count(isRight.slice(0, RECORDS))} of the first ${RECORDS}`);
classNames.forEach((name, label) => {
  const ofClass = isRight.filter((_, i) => test.labels[i] === label);
  console.log(`${name}: ${count(ofClass)} of ${ofClass.length}`);
});
