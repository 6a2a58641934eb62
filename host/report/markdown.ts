import { absences, figureHead, figureRows, layerTable, verdict } from './layout/rows.ts';
import type { ReportSpec } from './spec.ts';

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];

/** For a paper's repository or a pull request. */
export default {
  render: ({ facts, figures }) => {
    const { rows, footnotes } = figureRows(figures);
    const layers = layerTable(facts);
    return [
      verdict(facts),
      '',
      ...(layers.rows.length > 0 ? [...table(layers.head, layers.rows), ''] : []),
      ...table(figureHead, rows),
      '',
      ...[...footnotes, ...absences(figures)].map((line) => `- ${line}`),
      '',
    ].join('\n');
  },
} satisfies ReportSpec;
