import type { LayerFacts, RunFacts } from '../../facts/run-facts.ts';
import { humanize } from './numbers.ts';

/** One row for each layer that something is known of: what it takes, what it should take, what it goes to, and what is amiss. */
export const explanationTable = ({ layers }: Pick<RunFacts, 'layers'>): { head: string[]; rows: string[][] } => ({
  head: ['op', 'kernel', 'tile', 'instructions', '/MAC', 'expected', 'products', 'outputs', 'moving', 'remark'],
  rows: layers.flatMap((layer) => {
    const { operatorIndex, kernel, macs, instructions = 0, explanation, fallback } = layer;
    if (!explanation && fallback === undefined) return [];
    const { tile = '', expected, shares } = explanation ?? {};
    const each = (count: number): string => (macs > 0 ? (count / macs).toFixed(2) : humanize(Math.round(count), '')[0]);
    const percent = (share: number | undefined): string => (share === undefined ? '' : `${Math.round(100 * share)} %`);
    return [
      [
        ...[String(operatorIndex), kernel, tile, humanize(instructions, '')[0], macs > 0 ? each(instructions) : ''],
        expected ? `${each(expected.low)} … ${each(expected.high)}` : '',
        ...[percent(shares?.products), percent(shares?.outputs), percent(shares?.moving)],
        remark(layer),
      ],
    ];
  }),
});

const remark = ({ instructions = 0, explanation, fallback }: LayerFacts): string => {
  const isSlow = explanation && instructions > explanation.expected.high;
  return [fallback && `general kernel: ${fallback}`, isSlow ? 'slower than its kernel should be' : explanation?.slow]
    .filter((part) => part !== undefined)
    .join('; ');
};
