// Asks TensorFlow Lite Micro what it makes of our random models, and keeps checksums of that in test/golden/operators.
//
//     npx tsx tools/golden-operators.ts PROGRAM [--check] [KIND …]
//
// PROGRAM is a command line that runs models, in quotes; `startOracle` in tools/oracle/tflm-program.ts says how it must behave.
// It is to be built from github.com/tensorflow/tflite-micro at the commit below, for this machine, with the reference kernels
// (no CMSIS-NN), without -ffast-math, without contraction to fused multiply-adds, and with TFLM's default, double rounding.
// With --check nothing is written: our outputs on all targets are compared with TFLM's, and the first element that differs is told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realWork } from '../host/compile/refuse-reals.ts';
import { cutEvenly } from '../test/support/operators/cut.ts';
import { judgeOutputs } from '../test/support/operators/judges.ts';
import { formatGoldens, goldenName, modelCrc, outputsCrc } from '../test/support/operators/own-goldens.ts';
import { generators, MODELS_EACH, type OwnModel, ownModel } from '../test/support/operators/own-models.ts';
import { runTrials } from '../test/support/operators/run-trials.ts';
import { proofTargets } from '../test/support/operators/targets.ts';
import { startOracle } from './oracle/tflm-program.ts';

const PROVENANCE = [
  'Outputs of our random models in TensorFlow Lite Micro: a line has data type, seed, CRC-32 of the model, CRC-32 of all outputs.',
  'tflite-micro 90b983c2b3f1480642e040bbd2ddb37b998f3424, reference kernels, double rounding. Made by tools/golden-operators.ts.',
];
/** Memory that was never written shows as a difference between two fills. */
const OTHER_FILL = 0x5a;

const [command, ...rest] = process.argv.slice(2);
if (command === undefined) throw new Error('give the program that runs models, in quotes');
const isCheck = rest.includes('--check');
const asked = rest.filter((argument) => argument !== '--check');
const kinds = [...new Set(generators.map(({ kind }) => kind))].filter(
  (kind) => asked.length === 0 || asked.includes(kind),
);
const oracle = startOracle(command);
const seeds = Array.from({ length: MODELS_EACH }, (_, at) => at + 1);

/** TFLM's outputs of all records. */
const expectedOf = async (model: OwnModel): Promise<Uint8Array> => {
  const title = `${model.kind} ${model.dtype} ${model.seed}`;
  const outputs = await oracle.run(model);
  const again = await oracle.run({ ...model, fill: OTHER_FILL });
  if ('refusal' in outputs) throw new Error(`${title} is ${outputs.refusal}`);
  if ('refusal' in again || Buffer.compare(outputs, again) !== 0)
    throw new Error(`${title} reads memory never written`);
  return outputs;
};

const isAlike = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === bytes[0]);

for (const kind of kinds) {
  const models = generators
    .filter((generator) => generator.kind === kind)
    .flatMap((generator) => seeds.map((seed) => ownModel(generator, seed)));
  const known = [];
  for (const model of models) known.push({ model, outputs: await expectedOf(model) });
  const alike = known.filter(({ outputs }) => isAlike(outputs)).length;
  console.log(`${kind}: ${known.length} models, ${alike} with outputs that are all alike`);
  if (isCheck) {
    const all = known.map(({ model, outputs }) => ({
      ...model,
      operator: kind,
      name: `${model.dtype} ${model.seed}`,
      judge: () => judgeOutputs(model.graph, cutEvenly(outputs, model.records.length)),
    }));
    for (const target of proofTargets) {
      const trials = target.isBoard ? all.filter(({ graph }) => realWork(graph).length === 0) : all;
      const verdicts = await runTrials(trials, target);
      verdicts.forEach((verdict, at) => {
        if (verdict !== undefined) console.log(`  ${target.name}: ${trials[at]?.name}: ${verdict}`);
      });
    }
  } else {
    const goldens = known.map(({ model, outputs }) => {
      const { dtype, seed } = model;
      return { dtype, seed, model: modelCrc(model), outputs: outputsCrc([outputs]) };
    });
    const path = fileURLToPath(new URL(`../test/golden/${goldenName(kind)}`, import.meta.url));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, formatGoldens(PROVENANCE, goldens));
  }
}
oracle.close();
