// Writes the parts of the README that the code knows better: npm run gen (with --check: fails if they are stale)

import { parserOf } from '../host/cli/main.ts';
import { metrics } from '../host/metrics/index.gen.ts';
import { metricGroups } from '../host/metrics/spec.ts';
import { markdownTable } from './markdown-table.ts';
import { readSection, writeSection } from './readme-sections.ts';

const WIDTH = 110;

const help = async (): Promise<string> => {
  const text = await parserOf([]).wrap(WIDTH).getHelp();
  return ['```', text.trim(), '```'].join('\n');
};

const figures = (): string =>
  markdownTable(
    ['id', 'unit', 'what it is'],
    metricGroups.flatMap((group) =>
      Object.entries(metrics).flatMap(([id, metric]) =>
        metric.group === group ? [[`\`${id}\``, metric.unit, metric.title]] : [],
      ),
    ),
  );

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [name, text] of [
  ['commands', await help()],
  ['figures', figures()],
] as const) {
  if (readSection(name) === text) continue;
  stale.push(name);
  if (!check) writeSection(name, text);
}
console.log(
  stale.length === 0 ? 'README is fresh' : `README sections ${check ? 'stale' : 'written'}: ${stale.join(', ')}`,
);
if (check && stale.length > 0) process.exitCode = 1;
