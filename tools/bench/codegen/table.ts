import type { Target } from '../../../host/aot/compile-module.ts';
import { markdownTable } from '../../markdown-table.ts';
import { buildGcc } from './gcc.ts';
import { type Measured, measure } from './measure.ts';
import { buildOurs } from './ours.ts';
import type { Subject } from './subject.ts';

interface Comparison {
  readonly name: string;
  readonly ours: Measured;
  readonly gcc: Measured;
}

export const compare = async (subjects: readonly Subject[], target: Target): Promise<Comparison[]> => {
  const comparisons: Comparison[] = [];
  for (const subject of subjects) {
    const ours = measure(subject, target, await buildOurs(subject, target));
    comparisons.push({ name: subject.name, ours, gcc: measure(subject, target, buildGcc(subject, target)) });
  }
  return comparisons;
};

const figures = ['instructions', 'cycles', 'codeBytes'] as const;
type Figure = (typeof figures)[number];

const ratio = ({ ours, gcc }: Comparison, figure: Figure): number => ours[figure] / gcc[figure];

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Instructions, cycles and bytes of code, ours and gcc's, and the geometric means of their ratios. */
export const comparisonTable = (title: string, comparisons: readonly Comparison[]): string => {
  const rows = comparisons.map((comparison) => {
    const { name, ours, gcc } = comparison;
    const library = ours.usesLibrary || gcc.usesLibrary ? ' †' : '';
    return [
      `${name}${library}`,
      ...figures.flatMap((figure) => [ours[figure], gcc[figure], ratio(comparison, figure).toFixed(2)]),
    ];
  });
  const means = (label: string, members: readonly Comparison[]): string[] => [
    label,
    ...figures.flatMap((figure) => [
      '',
      '',
      `**${geometricMean(members.map((member) => ratio(member, figure))).toFixed(2)}**`,
    ]),
  ];
  const alone = comparisons.filter(({ ours, gcc }) => !ours.usesLibrary && !gcc.usesLibrary);
  return markdownTable(
    [title, 'instructions', 'gcc', 'ratio', 'cycles', 'gcc', 'ratio', 'bytes', 'gcc', 'ratio'],
    [...rows, means('geometric mean', comparisons), means('without †: calls a support library', alone)],
  );
};
