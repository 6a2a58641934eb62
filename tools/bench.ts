// Every performance figure that the README quotes, as counts and ratios of one run: npm run bench [-- [--write] [node] [arena] [binary] [lowbit] [codegen [--function NAME]]]
import { parseArgs } from 'node:util';
import { codegenListings, codegenReport } from './bench/codegen.ts';
import { compileTimeLine } from './bench/compile-time.ts';
import { coreTable } from './bench/cores.ts';
import { modelTable, operatorTable, runModels } from './bench/emulated-pico.ts';
import { keywordLine } from './bench/keywords.ts';
import { demoTranscript, disasmTranscript, profileTranscript } from './bench/transcript.ts';
import { writeSection } from './readme-sections.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, function: { type: 'string' } },
});

if (positionals.includes('node')) {
  const { nodeLatency } = await import('./bench/node/latency.ts');
  console.log(nodeLatency());
  process.exit();
}
if (positionals.includes('arena')) {
  const { arenaReport } = await import('./bench/arena.ts');
  console.log(await arenaReport());
  process.exit();
}
if (positionals.includes('binary')) {
  const { binaryTable } = await import('./bench/binary.ts');
  console.log(
    `int8 layers / binary layers of the same shape = ratio: instructions per multiply-accumulate, µs in Node\n\n${await binaryTable()}`,
  );
  process.exit();
}
if (positionals.includes('lowbit')) {
  const { lowBitTable } = await import('./bench/lowbit.ts');
  console.log(
    `int8 layers / layers of few bits (T: ternary) of the same shape = ratio: instructions per multiply-accumulate\n\n${await lowBitTable()}`,
  );
  process.exit();
}
if (!positionals.includes('codegen')) {
  console.log(await compileTimeLine());
  const results = await runModels();
  const models = modelTable(results);
  const operators = operatorTable(results);
  console.log(`Emulated Pico (Cortex-M0+, counted; flash as fast as RAM)\n\n${models}\n\n${operators}\n`);
  const cores = await coreTable();
  console.log(`Instructions on each processor, as a share of TensorFlow Lite Micro's with CMSIS-NN\n\n${cores}\n`);
  console.log(`${await keywordLine()}\n`);
  if (values.write) {
    writeSection('transcript', demoTranscript());
    writeSection('profile', profileTranscript());
    writeSection('disasm', disasmTranscript());
    writeSection('bench-models', models);
    writeSection('bench-operators', operators);
    writeSection('bench-cores', cores);
  }
}
if (values.function) console.log(await codegenListings(values.function));
else {
  const report = await codegenReport();
  console.log(report?.tables ?? 'code quality: not compared (needs arm-none-eabi-gcc)');
  if (values.write && report) writeSection('bench-codegen', report.means);
}
