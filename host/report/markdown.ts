import { markdownTable } from './layout/markdown-table.ts';
import { absences, figureHead, figureRows, layerTable, verdict } from './layout/rows.ts';
import type { ReportSpec } from './spec.ts';

/** For a paper's repository or a pull request. */
export default {
  render: ({ facts, figures }) => {
    const { rows, footnotes } = figureRows(figures);
    const layers = layerTable(facts);
    return [
      verdict(facts),
      '',
      ...(layers.rows.length > 0 ? [...markdownTable(layers.head, layers.rows), ''] : []),
      ...markdownTable(figureHead, rows),
      '',
      ...[...footnotes, ...absences(figures)].map((line) => `- ${line}`),
      '',
    ].join('\n');
  },
} satisfies ReportSpec;
