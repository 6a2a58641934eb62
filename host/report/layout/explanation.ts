import type { LayerFacts, RunFacts } from '../../facts/run-facts.ts';
import { humanize } from './numbers.ts';

/** One row for each layer that has an explanation: what it takes, what it should take, and what it goes to. */
export const explanationTable = ({ layers }: RunFacts): { head: string[]; rows: string[][] } => ({
  head: ['op', 'kernel', 'tile', 'instructions', '/MAC', 'expected', 'products', 'outputs', 'moving', 'remark'],
  rows: layers.flatMap((layer) => {
    const { operatorIndex, kernel, macs, instructions = 0, explanation } = layer;
    if (!explanation) return [];
    const { tile, expected, shares } = explanation;
    const each = (count: number): string => (macs > 0 ? (count / macs).toFixed(2) : humanize(Math.round(count), '')[0]);
    const percent = (share: number | undefined): string => (share === undefined ? '' : `${Math.round(100 * share)} %`);
    return [
      [
        ...[String(operatorIndex), kernel, tile, humanize(instructions, '')[0], macs > 0 ? each(instructions) : ''],
        `${each(expected.low)} … ${each(expected.high)}`,
        ...[percent(shares?.products), percent(shares?.outputs), percent(shares?.moving)],
        remark(layer),
      ],
    ];
  }),
});

const remark = ({ instructions = 0, explanation }: LayerFacts): string =>
  explanation && instructions > explanation.expected.high
    ? 'slower than its kernel should be'
    : (explanation?.slow ?? '');
