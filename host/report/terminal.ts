import { explanationTable } from './layout/explanation.ts';
import { absences, figureHead, figureRows, layerTable, verdict } from './layout/rows.ts';
import { textTable } from './layout/table.ts';
import type { ReportSpec } from './spec.ts';

/** For people: the verdict, the layers, the figures with their source, and why the rest is absent. */
export default {
  render: ({ facts, figures }) => {
    const { rows, footnotes } = figureRows(figures);
    const layers = layerTable(facts);
    const explained = explanationTable(facts);
    return [
      verdict(facts),
      ...(layers.rows.length > 0 ? ['', textTable(layers.head, layers.rows, layers.right)] : []),
      ...(explained.rows.length > 0 ? ['', textTable(explained.head, explained.rows, [0, 3, 4, 5, 6, 7, 8])] : []),
      '',
      textTable(figureHead, rows, [1]),
      ...footnotes,
      '',
      ...absences(figures),
      '',
    ].join('\n');
  },
} satisfies ReportSpec;
