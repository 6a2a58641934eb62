import type { Entry } from '../../compare/entry.ts';
import { csvRow } from '../layout/csv-row.ts';
import { markdownTable } from '../layout/markdown-table.ts';
import { textTable } from '../layout/table.ts';
import { comparisonTables } from './table.ts';

/** Columns of numbers: all but the name and the last one. */
const numbers = (head: readonly string[]): number[] => [...head.keys()].slice(1, -1);

/** Forms of a comparison; of the figures those of `ids`, except in JSON, which has all. */
export const comparisonForms = {
  terminal: (entries: readonly Entry[], ids: readonly string[]): string =>
    comparisonTables(entries, ids)
      .map(({ title, head, rows, notes }) =>
        [title, '', textTable(head, rows, numbers(head)), '', ...notes, ''].join('\n'),
      )
      .join('\n'),

  markdown: (entries: readonly Entry[], ids: readonly string[]): string =>
    comparisonTables(entries, ids)
      .map(({ title, head, rows, notes }) =>
        [
          `${title}:`,
          '',
          ...markdownTable(head, rows, numbers(head)),
          '',
          ...notes.map((note) => `- ${note}`),
          '',
        ].join('\n'),
      )
      .join('\n'),

  csv: (entries: readonly Entry[], ids: readonly string[]): string =>
    [
      ['model', 'board', 'figure', 'value', 'unit', 'source', 'note'],
      ...entries.flatMap(({ name, board, figures }) =>
        figures
          .filter(({ id }) => ids.includes(id))
          .map(({ id, value, unit, source, note = '' }) =>
            value === undefined
              ? [name, board.id, id, '', unit, '', note]
              : [name, board.id, id, `${value}`, unit, source, note],
          ),
      ),
    ]
      .map(csvRow)
      .join(''),

  json: (entries: readonly Entry[]): string => {
    const documents = entries.map(({ failure, ...entry }) => ({
      ...entry,
      ...(failure && { failure: { code: failure.code, message: failure.message, remedy: failure.remedy } }),
    }));
    return `${JSON.stringify({ schema: 'picojoule.compare/1', entries: documents }, null, 2)}\n`;
  },
} as const;
