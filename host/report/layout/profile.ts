import type { Cost, Profile } from '../../profile/profile.ts';
import { hex32 } from '../../units.ts';
import { humanize } from './numbers.ts';
import { textTable } from './table.ts';

/** Loops and functions beyond these cost next to nothing. */
const MOST = 12;
const LEAST_SHARE = 0.001;

const count = (value: number): string => humanize(value, '')[0];

/** `picojoule profile` for people. */
export const profileText = (title: string, profile: Profile): string => {
  const { total, cyclesSource, layers, functions, loops } = profile;
  const hasCycles = total.cycles !== undefined;
  const share = ({ instructions }: Cost): string => `${((100 * instructions) / total.instructions).toFixed(1)} %`;
  const cost = (one: Cost): string[] => [
    count(one.instructions),
    share(one),
    ...(one.cycles === undefined ? [] : [count(one.cycles)]),
  ];
  const hot = <T extends Cost>(items: readonly T[]): T[] =>
    items.filter(({ instructions }) => instructions >= LEAST_SHARE * total.instructions).slice(0, MOST);
  const table = (
    head: readonly string[],
    rows: readonly (readonly string[])[],
    ...right: readonly number[]
  ): string => {
    const costs = ['instructions', 'share', ...(hasCycles ? ['cycles'] : [])];
    return textTable([...costs, ...head], rows, [...costs.keys(), ...right.map((column) => column + costs.length)]);
  };
  const cycles = hasCycles
    ? `${count(total.cycles ?? 0)} cycles (${cyclesSource})`
    : 'cycles n/a (no model of this processor)';
  return [
    `${title}: ${count(total.instructions)} instructions (counted), ${cycles} in one inference`,
    '',
    table(
      ['layer', 'kernel', 'MACs'],
      layers.map((one) => [...cost(one), String(one.index), one.kernel, count(one.macs)]),
      0,
      2,
    ),
    '',
    table(
      ['bytes', 'function'],
      hot(functions).map((one) => [...cost(one), count(one.bytes), one.name]),
      0,
    ),
    '',
    table(
      ['turns', 'length', 'loop', 'in'],
      hot(loops).map((one) => [
        ...cost(one),
        ...[count(one.turns), count(one.length), hex32(one.address)],
        one.source ? `${one.source.file}:${one.source.line}  ${one.source.text}` : one.function,
      ]),
      0,
      1,
    ),
    '',
  ].join('\n');
};
