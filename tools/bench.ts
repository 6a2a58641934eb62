// Every performance figure that the README quotes, as counts and ratios of one run: npm run bench [-- --write]
import { modelTable, operatorTable, runModels } from './bench/emulated-pico.ts';
import { keywordLine } from './bench/keywords.ts';
import { demoTranscript } from './bench/transcript.ts';
import { writeSection } from './readme-sections.ts';

const results = await runModels();
const models = modelTable(results);
const operators = operatorTable(results);
console.log(`Emulated Pico (Cortex-M0+, counted; flash as fast as RAM)\n\n${models}\n\n${operators}\n`);
console.log(await keywordLine());
if (process.argv.includes('--write')) {
  writeSection('transcript', demoTranscript());
  writeSection('bench-models', models);
  writeSection('bench-operators', operators);
}
