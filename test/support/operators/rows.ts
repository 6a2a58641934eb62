import { type GivenCase, isAccepted, type RefusedCase } from './given-cases.ts';
import type { Trial } from './trial.ts';

/** The cases of one operator and data type. */
export interface GivenRow extends Pick<Trial, 'operator' | 'dtype'> {
  readonly title: string;
  readonly accepted: readonly Trial[];
  /** Refused because an operator is not supported at all, or not with this type. */
  readonly pending: readonly RefusedCase[];
  /** Refused although their operators take other cases of the type. */
  readonly refused: readonly RefusedCase[];
}

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
};

const isRefused = (one: GivenCase): one is RefusedCase => !isAccepted(one);
const titleOf = ({ operator, dtype }: Pick<GivenCase, 'operator' | 'dtype'>): string => `${operator} ${dtype}`;

/** A row is supported once one of its cases is accepted; cases of several operators wait until all rows of each are. */
export const givenRows = (cases: readonly GivenCase[]): GivenRow[] => {
  const rows = grouped(cases, titleOf);
  const missing = [...rows.values()].filter((row) => row.every(isRefused)).flatMap(([first]) => first ?? []);
  const titles = new Set(missing.map(titleOf));
  const operators = new Set(missing.map(({ operator }) => operator));
  const waits = (one: RefusedCase) =>
    one.code === 'UNSUPPORTED_OPERATOR' &&
    (one.kinds.length === 1 ? titles.has(titleOf(one)) : one.kinds.some((kind) => operators.has(kind)));
  return [...rows].map(([title, row]) => {
    const refused = row.filter(isRefused);
    const [{ operator, dtype }] = row as [GivenCase];
    return {
      operator,
      dtype,
      title,
      accepted: row.filter(isAccepted),
      pending: refused.filter(waits),
      refused: refused.filter((one) => !waits(one)),
    };
  });
};
