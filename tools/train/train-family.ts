/**
 * Trains the members of the family, writes their files and counts what those get right:
 * npx tsx tools/train/train-family.ts DATA_FOLDER STATE_FOLDER OUTPUT_FOLDER [MEMBER...]
 * What training leaves is kept in STATE_FOLDER; a member whose state is there is not trained again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify, countEqual } from './batch/train.ts';
import { readSplit } from './data.ts';
import { filesOf } from './family/files.ts';
import { familySchedule, learn, openMember } from './family/learn.ts';
import { classifyWithFile } from './family/measure.ts';
import { type Member, members } from './family/members.ts';
import type { FamilyNetwork } from './family/network.ts';
import { loadState, saveState } from './family/state.ts';

const [dataFolder, stateFolder, outputFolder, ...names] = process.argv.slice(2);
if (dataFolder === undefined || stateFolder === undefined || outputFolder === undefined) {
  throw new Error('usage: npx tsx tools/train/train-family.ts DATA_FOLDER STATE_FOLDER OUTPUT_FOLDER [MEMBER...]');
}
const [training, test] = [readSplit(dataFolder, 'train'), readSplit(dataFolder, 't10k')];
for (const folder of [stateFolder, outputFolder]) mkdirSync(folder, { recursive: true });
const stateFile = (name: Member['name']) => join(stateFolder, `${name}.state.bin`);

const trainMember = (network: FamilyNetwork): void => {
  const first = network.member === 'float32' ? undefined : readFileSync(stateFile('float32'));
  const before = process.cpuUsage().user;
  learn(network, training, first, (epoch, loss) => {
    const minutes = ((process.cpuUsage().user - before) / 60e6).toFixed(1);
    console.log(`  epoch ${epoch} of ${familySchedule.epochs}: mean loss ${loss.toFixed(4)}, ${minutes} min of CPU`);
  });
  writeFileSync(stateFile(network.member), saveState(network));
};

for (const { name, files } of members) {
  if (names.length > 0 && !names.includes(name)) continue;
  const network = await openMember(name);
  console.log(name);
  if (existsSync(stateFile(name))) loadState(network, readFileSync(stateFile(name)));
  else trainMember(network);
  const trained = classify(network.sequence, test);
  console.log(`  as trained: ${countEqual(trained, test.labels)} of ${test.count} test images right`);
  const made = filesOf(network, training);
  for (const [at, file] of files.entries()) {
    const bytes = made[at] as Uint8Array;
    writeFileSync(join(outputFolder, file), bytes);
    const classes = await classifyWithFile(file, bytes, test);
    console.log(
      `  ${file}, ${bytes.length} bytes: ${countEqual(classes, test.labels)} right; ${test.count - countEqual(classes, trained)} images answered otherwise than as trained`,
    );
  }
}
