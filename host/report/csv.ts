import type { ReportSpec } from './spec.ts';

/** RFC 4180: quoted where a comma, a quote or a line end would mislead. */
const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

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
      .map((row) => `${row.map(cell).join(',')}\r\n`)
      .join(''),
} satisfies ReportSpec;
