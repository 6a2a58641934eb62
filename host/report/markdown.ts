import { absences, figureHead, figureRows, layerHead, layerRows, verdict } from './layout/rows.ts';
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
    return [
      verdict(facts),
      '',
      ...(facts.layers.length > 0 ? [...table(layerHead, layerRows(facts)), ''] : []),
      ...table(figureHead, rows),
      '',
      ...[...footnotes, ...absences(figures)].map((line) => `- ${line}`),
      '',
    ].join('\n');
  },
} satisfies ReportSpec;
