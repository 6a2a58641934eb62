// The specification's own tests in sandboxed mode on an emulated core, or through C: npm run wast -- DIR [--target thumbv6m] [--file NAME]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Target } from '../host/aot/compile-module.ts';
import { markdownTable } from './markdown-table.ts';
import { runScriptInC } from './wast/run-in-c.ts';
import type { ScriptResult } from './wast/run-script.ts';
import { scriptRunner } from './wast/script-runner.ts';

const RAM_BYTES = 400 << 20;
/** Of one file; the rest are counted. */
const SHOWN_FAILURES = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { target: { type: 'string', default: 'thumbv6m' }, file: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('npm run wast -- DIR [--target thumbv6m] [--file NAME]');
const { target } = values;
const run = target === 'c' ? runScriptInC : await scriptRunner(target as Target, RAM_BYTES);

const excludedIn = ({ excluded }: ScriptResult): number =>
  [...excluded.values()].reduce((sum, count) => sum + count, 0);

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.wast') && (values.file === undefined || name === values.file))
  .sort();
const rows: (string | number)[][] = [];
const reasons = new Map<string, number>();
const total = { passed: 0, failed: 0, excluded: 0 };
for (const file of files) {
  const result = run(readFileSync(join(folder, file), 'utf8'));
  for (const failure of result.failed.slice(0, SHOWN_FAILURES)) console.log(`${file} ${failure}`);
  for (const [reason, count] of result.excluded) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const counts = [result.passed, result.failed.length, excludedIn(result)] as const;
  rows.push([file, ...counts]);
  total.passed += counts[0];
  total.failed += counts[1];
  total.excluded += counts[2];
}
console.log(markdownTable(['file', 'passed', 'failed', 'excluded'], rows));
for (const [reason, count] of reasons) console.log(`${count} excluded: ${reason}`);
console.log(
  `${target}: ${total.passed} passed, ${total.failed} failed, ${total.excluded} excluded in ${files.length} files`,
);
process.exitCode = total.failed > 0 ? 1 : 0;
