import { ALIGNMENT, aligned, type Lifetime, startsFrom } from './lifetimes.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Sum of what exists at one step, each part rounded up to the alignment, less what may overlap. */
export const liveBytesAt = (lifetimes: readonly Lifetime[], step: number, among = lifetimes): number =>
  sum(
    among
      .filter(({ from, to }) => from <= step && step <= to)
      .map((one) => aligned(one.bytes) - (one.from === step ? sharedBytes(lifetimes, one) : 0)),
  );

/** For each lifetime what exists when it begins. */
export const liveBytesWhenBegun = (
  lifetimes: readonly Lifetime[],
  met: readonly (readonly number[])[],
): readonly number[] =>
  lifetimes.map((one, index) =>
    liveBytesAt(lifetimes, one.from, [one, ...(met[index] ?? []).map((other) => lifetimes[other] as Lifetime)]),
  );

const sharedBytes = (lifetimes: readonly Lifetime[], { bytes, overlaps = [] }: Lifetime): number => {
  const shared = overlaps.map(({ over, most }) => {
    const other = aligned(lifetimes[over]?.bytes ?? 0);
    return Math.min(other, aligned(bytes) + Math.min(0, Math.floor(most / ALIGNMENT) * ALIGNMENT));
  });
  return Math.min(aligned(bytes), sum(shared.filter((part) => part > 0)));
};

/** A lifetime and the one that may lie over it next. */
interface Link {
  readonly index: number;
  readonly bytes: number;
  readonly next?: {
    readonly index: number;
    readonly bytes: number;
    /** Bytes by which it begins before this one, at least. */
    readonly lead: number;
    /** The largest that exists beside both, and lies over neither. */
    readonly besideBytes: number;
  };
}

/** All links, each behind the one that is next to it. */
const linksOf = (lifetimes: readonly Lifetime[], met: readonly (readonly number[])[]): readonly Link[] => {
  const nextOf = new Map(
    lifetimes.flatMap(({ from, overlaps = [] }, index) =>
      overlaps.flatMap(({ over }) => ((lifetimes[over] as Lifetime).from < from ? [[over, index] as const] : [])),
    ),
  );
  const bytesOf = (index: number) => aligned(lifetimes[index]?.bytes ?? 0);
  const isApart = (one: number, other: number) =>
    !startsFrom(lifetimes[one] as Lifetime, other) && !startsFrom(lifetimes[other] as Lifetime, one);
  const besideBytes = (one: number, next: number) => {
    const step = lifetimes[next]?.from as number;
    const isBeside = (other: number) =>
      other !== one &&
      (lifetimes[other] as Lifetime).from <= step &&
      step <= (lifetimes[other] as Lifetime).to &&
      isApart(other, one) &&
      isApart(other, next);
    return Math.max(0, ...(met[next] ?? []).filter(isBeside).map(bytesOf));
  };
  return [...lifetimes.keys()]
    .sort((a, b) => (lifetimes[b] as Lifetime).from - (lifetimes[a] as Lifetime).from)
    .map((index) => {
      const next = nextOf.get(index);
      const bytes = bytesOf(index);
      const starts = next !== undefined && startsFrom(lifetimes[next] as Lifetime, index);
      if (next === undefined || !starts) return { index, bytes };
      const beside = besideBytes(index, next);
      return { index, bytes, next: { index: next, bytes: bytesOf(next), lead: -starts.most, besideBytes: beside } };
    });
};

/** Offsets where a lifetime may start. */
type Range = readonly [least: number, most: number];

/** Whether each link of each chain finds a place in so many bytes. */
const chainsFit = (links: readonly Link[], bytes: number): boolean => {
  const rangesOf = new Map<number, readonly Range[]>();
  return links.every((link) => {
    const ranges = placesOf(link, bytes, rangesOf.get(link.next?.index ?? -1) ?? []);
    rangesOf.set(link.index, ranges);
    return ranges.length > 0;
  });
};

const placesOf = ({ bytes, next }: Link, arenaBytes: number, nexts: readonly Range[]): readonly Range[] => {
  const last = arenaBytes - bytes;
  if (!next || bytes + next.bytes + next.besideBytes <= arenaBytes) return [[0, last] as const].filter(isRange);
  const { lead, besideBytes } = next;
  const below = nexts.filter(([, most]) => most >= besideBytes);
  const least = (starts: readonly number[]) => Math.max(0, Math.min(...starts) + lead);
  return [
    [least(nexts.map(([start]) => start)), last - besideBytes] as const,
    [least(below.map(([start]) => Math.max(start, besideBytes))), last] as const,
  ].filter(isRange);
};

const isRange = ([least, most]: Range): boolean => least <= most;

/**
 * A number of bytes that no plan is smaller than: the largest live set or, where it is more, what a chain of lifetimes takes that
 * lie over one another.
 *
 * Each link of a chain begins a little before the one it lies over, so a chain drifts, unless there is room for two of its links
 * apart. What exists beside them lies above the first or below the second. So the places of a link follow from those of the next,
 * and an arena that leaves a link none is too small.
 */
export const lowerBound = (lifetimes: readonly Lifetime[], met: readonly (readonly number[])[]): number => {
  const largest = Math.max(0, ...liveBytesWhenBegun(lifetimes, met));
  const links = linksOf(lifetimes, met);
  if (chainsFit(links, largest)) return largest;
  let [tooLittle, enough] = [largest, sum(links.map(({ bytes }) => bytes))];
  while (enough - tooLittle > ALIGNMENT) {
    const middle = tooLittle + Math.floor((enough - tooLittle) / 2 / ALIGNMENT) * ALIGNMENT;
    if (chainsFit(links, middle)) enough = middle;
    else tooLittle = middle;
  }
  return enough;
};
