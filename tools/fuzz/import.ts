import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importDamaged, isSmall, onnxSeedFiles, seedFiles } from '../../test/support/import-fuzz.ts';
import type { OnnxMutator } from '../../test/support/onnx-mutator.ts';
import { Random } from '../../test/support/random.ts';
import type { Mutator } from '../../test/support/tflite-mutator.ts';

// npx tsx tools/fuzz/import.ts [count] [seed]
// Damages real model files and imports them; see test/support/import-fuzz.ts for what must hold. One in so many of the small
// graphs that are still accepted is compiled to WebAssembly and run, too: a trap there is a gap in the validation.
const COMPILE_ONE_IN = 50;

/** Processor time, which other work on the machine does not lengthen. */
const processCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);
// Half of the files are of either format.
const formats = [seedFiles(), onnxSeedFiles()];
const random = new Random(seed);
const outcomes = new Map<string, number>();
const accepted: Graph[] = [];
let slowestMs = 0;
let slowest = -1;

for (let index = 0; index < count; index++) {
  const seedFile = random.pick<Mutator | OnnxMutator>(random.pick<(Mutator | OnnxMutator)[]>(formats));
  const file = seedFile.mutate(random);
  const started = processCpuMs();
  try {
    const outcome = importDamaged(file, seedFile.format);
    const name = typeof outcome === 'string' ? outcome : 'imported';
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    if (typeof outcome !== 'string' && isSmall(outcome) && random.oneIn(COMPILE_ONE_IN)) accepted.push(outcome);
  } catch (error) {
    const path = `fuzz-import-${seed}-${index}.${seedFile.format}`;
    writeFileSync(path, file);
    console.log(`file ${index} of seed ${seed}, kept as ${path}`);
    throw error;
  }
  const took = processCpuMs() - started;
  if (took > slowestMs) [slowestMs, slowest] = [took, index];
}
const list = [...outcomes].sort(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`);
const rss = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${count} files from ${formats.flat().length} sound ones, seed ${seed}: ${list.join(', ')}`);
console.log(`slowest import ${slowestMs.toFixed(0)} ms of processor time (file ${slowest}), ${rss} MB at most`);

const cache = mkdtempSync(join(tmpdir(), 'picojoule-fuzz-'));
process.env['PICOJOULE_CACHE'] = cache;
for (const graph of accepted) {
  const model = await compileGraph(graph);
  const session = await instantiate(model);
  session.infer(model.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.next())));
}
rmSync(cache, { recursive: true });
console.log(`${accepted.length} of them compiled and run in Node`);
