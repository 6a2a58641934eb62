import Table from 'cli-table3';
import { absences, figureHead, figureRows, layerHead, layerRows, verdict } from './layout/rows.ts';
import type { ReportSpec } from './spec.ts';

const none = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

const table = (head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string => {
  const built = new Table({
    head: [...head],
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, column) => (right.includes(column) ? 'right' : 'left')),
  });
  for (const row of rows) built.push([...row]);
  return built
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};

/** For people: the verdict, the layers, the figures with their source, and why the rest is absent. */
export default {
  render: ({ facts, figures }) =>
    [
      verdict(facts),
      ...(facts.layers.length > 0 ? ['', table(layerHead, layerRows(facts), [0, 3, 4, 5, 6])] : []),
      '',
      table(figureHead, figureRows(figures), [1]),
      '',
      ...absences(figures),
      '',
    ].join('\n'),
} satisfies ReportSpec;
