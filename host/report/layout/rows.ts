import type { RunFacts } from '../../facts/run-facts.ts';
import { sum } from '../../facts/statistics.ts';
import type { Figure } from '../../metrics/figures.ts';
import { metricGroups } from '../../metrics/spec.ts';
import { humanize } from './numbers.ts';
import { areOfNote, widthsHead, widthsText } from './widths.ts';

/** One row per layer of the compiled network, with what the board counts. */
export const layerTable = ({
  board: { counts },
  layers,
}: RunFacts): { head: string[]; rows: string[][]; right: number[] } => {
  const total = sum(layers.map((layer) => layer[counts] ?? 0));
  const tellsBits = areOfNote(layers);
  return {
    head: ['op', 'kernel', 'output', ...(tellsBits ? [widthsHead] : []), 'MACs', counts, 'share', `${counts}/MAC`],
    rows: layers.map(({ operatorIndex, kernel, shape, bits, macs, [counts]: count }) => [
      String(operatorIndex),
      kernel,
      shape.join('×'),
      ...(tellsBits ? [widthsText(bits)] : []),
      humanize(macs, '')[0],
      count === undefined ? 'n/a' : humanize(count, '')[0],
      count === undefined ? '' : `${((100 * count) / total).toFixed(1)} %`,
      count === undefined || macs === 0 ? '' : (count / macs).toFixed(2),
    ]),
    right: tellsBits ? [0, 4, 5, 6, 7] : [0, 3, 4, 5, 6],
  };
};

export const figureHead = ['figure', 'value', 'unit', 'source', 'note'] as const;

/** One row per figure that has a value, in the order of the groups; what several rows must say stands once below. */
export const figureRows = (figures: readonly Figure[]): { rows: string[][]; footnotes: string[] } => {
  const present = metricGroups.flatMap((group) =>
    figures.filter(({ group: own, value }) => own === group && value !== undefined),
  );
  const notes = [...new Set(present.flatMap(({ note }) => note ?? []))];
  return {
    rows: present.map(({ id, value = 0, unit, source, note }) => [
      id,
      ...humanize(value, unit),
      source,
      note === undefined ? '' : `[${notes.indexOf(note) + 1}]`,
    ]),
    footnotes: notes.map((note, index) => `[${index + 1}] ${note}`),
  };
};

/** The absent figures by the reason that they share. */
export const absences = (figures: readonly Figure[]): string[] => {
  const byReason = new Map<string, string[]>();
  for (const { id, value, note = '' } of figures)
    if (value === undefined) byReason.set(note, [...(byReason.get(note) ?? []), id]);
  return [...byReason].map(([reason, ids]) => `${ids.join(', ')}: n/a (${reason})`);
};

/** What the reader may rely on. */
export const verdict = ({ model, board, verified }: RunFacts): string =>
  verified
    ? `${model.name} on ${board.title}: ${verified.records} ${verified.records === 1 ? 'record' : 'records'} equal to Node, byte for byte${verified.layers > 0 ? `, in all ${verified.layers} layers` : ''}`
    : `${model.name} on ${board.title}${board.isNode ? '' : ': not compared with Node'}`;
