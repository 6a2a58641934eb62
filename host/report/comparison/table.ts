import type { Entry } from '../../compare/entry.ts';
import { digits, prefixOf } from '../layout/numbers.ts';

export interface ComparisonTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sources, reservations, and why a network has no figures. */
  readonly notes: readonly string[];
}

interface Column {
  readonly head: string;
  /** One for each entry. */
  readonly cells: readonly string[];
  readonly note: string;
}

/** A table for each board: a row for each network, a column for each figure of `ids`, all of a column in one unit. */
export const comparisonTables = (entries: readonly Entry[], ids: readonly string[]): ComparisonTable[] =>
  [...new Set(entries.map(({ board }) => board.id))].map((id) =>
    tableOf(
      entries.filter(({ board }) => board.id === id),
      ids,
    ),
  );

const tableOf = (entries: readonly Entry[], ids: readonly string[]): ComparisonTable => {
  const columns = ids.map((id) => columnOf(entries, id));
  return {
    title: entries[0]?.board.title ?? '',
    head: ['network', ...columns.map(({ head }) => head), 'Pareto set'],
    rows: entries.map(({ name, isBest }, at) => [
      name,
      ...columns.map(({ cells }) => cells[at] as string),
      isBest ? 'yes' : '',
    ]),
    notes: [
      ...columns.map(({ note }) => note),
      ...entries.flatMap(({ name, failure }) =>
        failure ? `${name}: ${failure.code}, ${failure.message}. ${failure.remedy}` : [],
      ),
    ],
  };
};

const columnOf = (entries: readonly Entry[], id: string): Column => {
  const figures = entries.flatMap((entry) => entry.figures.find((figure) => figure.id === id) ?? []);
  const known = figures.flatMap(({ value, ...figure }) => (value === undefined ? [] : [{ ...figure, value }]));
  const notes = [...new Set((known.length > 0 ? known : figures).flatMap(({ note }) => note ?? []))].join('; ');
  const [first] = known;
  if (!first) return { head: id, cells: entries.map(() => 'n/a'), note: `${id}: n/a (${notes || 'no network ran'})` };
  const [factor, prefix] = prefixOf(Math.min(...known.map(({ value }) => Math.abs(value))), first.unit);
  return {
    head: `${id}, ${prefix}${first.unit}`,
    cells: entries.map((entry) => {
      const value = entry.figures.find((figure) => figure.id === id)?.value;
      return value === undefined ? 'n/a' : digits(value / factor);
    }),
    note: `${id}: ${[...new Set(known.map(({ source }) => source))].join(' or ')}${notes && `; ${notes}`}`,
  };
};
