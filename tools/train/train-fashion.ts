/**
 * Trains the float demo network and keeps its weights: npx tsx tools/train/train-fashion.ts DATA_FOLDER WEIGHTS_FILE [SEED]
 * The next step is export-fashion.ts; models/demo/README.md has both commands and the seed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readSplit } from './data.ts';
import { fashionNetwork } from './fashion.ts';
import { initialize, parametersOf } from './network.ts';
import { seededRandom } from './random.ts';
import { countRight, train } from './train.ts';
import { packWeights } from './weights.ts';

const [folder, weightsFile, seed = '1'] = process.argv.slice(2);
if (folder === undefined || weightsFile === undefined) {
  throw new Error('usage: npx tsx tools/train/train-fashion.ts DATA_FOLDER WEIGHTS_FILE [SEED]');
}
mkdirSync(dirname(weightsFile), { recursive: true });
const random = seededRandom(Number(seed));
const network = fashionNetwork();
initialize(network, random);
train(network, readSplit(folder, 'train'), { epochs: 14, batch: 50, peakRate: 3e-3 }, random, (epoch, meanLoss) => {
  writeFileSync(weightsFile, packWeights(parametersOf(network)));
  const minutes = (process.cpuUsage().user / 60e6).toFixed(1);
  console.log(`epoch ${epoch}: mean loss ${meanLoss.toFixed(4)}, ${minutes} min of CPU`);
});
console.log(`float: ${countRight(network, readSplit(folder, 't10k'))} of 10000 test images right`);
