import { csvRow } from './layout/csv-row.ts';
import type { ReportSpec } from './spec.ts';

/** One row per figure; an empty value is an absent one. */
export default {
  render: ({ facts: { model, board }, figures }) =>
    [
      ['model', 'board', 'figure', 'value', 'unit', 'source', 'note'],
      ...figures.map(({ id, value, unit, source, note = '' }) => [
        model.name,
        board.id,
        id,
        value === undefined ? '' : String(value),
        unit,
        value === undefined ? '' : source,
        note,
      ]),
    ]
      .map(csvRow)
      .join(''),
} satisfies ReportSpec;
