import type { Target } from '../../../host/aot/compile-module.ts';
import { markdownTable } from '../../markdown-table.ts';
import { buildGcc } from './gcc.ts';
import { type Measured, measure } from './measure.ts';
import { buildOurs } from './ours.ts';
import type { Subject } from './subject.ts';

export interface Comparison {
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

const figureNames = { instructions: 'instructions', cycles: 'cycles', codeBytes: 'bytes of code' } as const;
type Figure = keyof typeof figureNames;
const figures = Object.keys(figureNames) as Figure[];

const ratio = ({ ours, gcc }: Comparison, figure: Figure): number => ours[figure] / gcc[figure];

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

const usesLibrary = ({ ours, gcc }: Comparison): boolean => ours.usesLibrary || gcc.usesLibrary;

const rowOf = (comparison: Comparison): (string | number)[] => {
  const { name, ours, gcc } = comparison;
  const ratios = figures.flatMap((figure) => [ours[figure], gcc[figure], ratio(comparison, figure).toFixed(2)]);
  return [usesLibrary(comparison) ? `${name} †` : name, ...ratios];
};

const mean = (members: readonly Comparison[], figure: Figure): string =>
  geometricMean(members.map((member) => ratio(member, figure))).toFixed(2);

const meansOf = (label: string, members: readonly Comparison[]): string[] => [
  label,
  ...figures.flatMap((figure) => ['', '', `**${mean(members, figure)}**`]),
];

/** Ratios alone: a row for each group of subjects. */
export const meansTable = (groups: readonly (readonly [title: string, comparisons: readonly Comparison[]])[]): string =>
  markdownTable(
    ['geometric mean of ours / gcc', ...figures.map((figure) => figureNames[figure])],
    groups.map(([title, comparisons]) => [title, ...figures.map((figure) => mean(comparisons, figure))]),
  );

/** Instructions, cycles and bytes of code, ours and gcc's, and the geometric means of their ratios. */
export const comparisonTable = (title: string, comparisons: readonly Comparison[]): string => {
  const alone = comparisons.filter((comparison) => !usesLibrary(comparison));
  const isMixed = alone.length > 0 && alone.length < comparisons.length;
  return markdownTable(
    [title, 'instructions', 'gcc', 'ratio', 'cycles', 'gcc', 'ratio', 'bytes', 'gcc', 'ratio'],
    [
      ...comparisons.map(rowOf),
      meansOf('geometric mean', comparisons),
      ...(isMixed ? [meansOf('without †: calls a support library', alone)] : []),
    ],
  );
};
