import type { Difference } from '../../verify/difference.ts';
import { verdictOf } from '../../verify/verdict.ts';
import type { Verification } from '../../verify/verify.ts';
import { humanize } from './numbers.ts';
import { textTable } from './table.ts';

const count = (value: number): string => humanize(value, '')[0];

const first = ({ first: at }: Difference): string =>
  at ? `record ${at.record}, element ${at.element}: ${at.ours} here, ${at.theirs} there` : '';

/** `picojoule verify` for people. */
export const verificationText = (verification: Verification): string => {
  const { rounding, records, layers, outputs, flips, correct } = verification;
  const rows = layers.map(({ operatorIndex, kind, alone }) => [
    ...[String(operatorIndex), kind, count(alone.elements), count(alone.differing), count(alone.largest)],
    first(alone),
  ]);
  const accuracy = (right: number): string => `${((100 * right) / records).toFixed(2)} %`;
  return [
    `rounding ${rounding}: each operator given the same input, here and in TensorFlow Lite:`,
    '',
    textTable(['op', 'operator', 'elements', 'differing', 'largest', 'first'], rows, [0, 2, 3, 4]),
    '',
    `rounding ${rounding}: the whole network, ${count(records)} records: ${count(outputs.differing)} of ${count(outputs.elements)} outputs differ, by ${count(outputs.largest)} at most`,
    ...(flips
      ? [
          `${count(flips.length)} answers are another${flips.length > 0 ? `: records ${flips.slice(0, 8).join(', ')}${flips.length > 8 ? ', …' : ''}` : ''}`,
        ]
      : []),
    ...(correct ? [`accuracy ${accuracy(correct.ours)} here, ${accuracy(correct.theirs)} in TensorFlow Lite`] : []),
    verdictOf(verification),
    '',
  ].join('\n');
};
