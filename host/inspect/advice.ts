import type { Fit } from './fits.ts';
import type { InspectedLayer } from './layers.ts';
import type { MemoryMap } from './memory-map.ts';

/** From this share of all MACs on, one layer is worth a word. */
const MUCH_WORK = 0.25;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const heaviest = (layers: readonly InspectedLayer[]): string[] => {
  const all = layers.reduce((sum, { macs }) => sum + macs, 0);
  return layers
    .filter(({ macs }) => macs > MUCH_WORK * all)
    .map(
      ({ operatorIndex, kind, macs }) => `operator ${operatorIndex} (${kind}) does ${percent(macs / all)} of the MACs`,
    );
};

const atPeak = ({ peak, steps, blocks }: MemoryMap): string[] => {
  const alive = blocks.filter(({ from, to }) => from <= peak && peak <= to);
  if (alive.length === 0) return [];
  const list = alive.slice(0, 3).map(({ name, bytes }) => `${name} (${bytes.toLocaleString('en-US')} B)`);
  return [`${steps[peak]} sets the peak of RAM: ${list.join(', ')}; what makes these smaller makes the arena smaller`];
};

const fallbacks = (layers: readonly InspectedLayer[]): string[] => {
  const byReason = new Map<string, number[]>();
  for (const { fallback, operatorIndex } of layers)
    if (fallback !== undefined) byReason.set(fallback, [...(byReason.get(fallback) ?? []), operatorIndex]);
  return [...byReason].map(
    ([reason, list]) => `operator ${list.join(', ')}: the general kernel, several times slower (${reason})`,
  );
};

const tooLarge = (fits: readonly Fit[]): string[] =>
  fits.flatMap(({ board, ramBytes, ramLimitBytes, flashBytes, flashLimitBytes }) => {
    const lacks = (what: string, bytes: number) =>
      bytes > 0 ? [`${board} lacks ${bytes.toLocaleString('en-US')} bytes of ${what}`] : [];
    return [...lacks('RAM', ramBytes - ramLimitBytes), ...lacks('flash', flashBytes - flashLimitBytes)];
  });

/** What would help, and why: only what the figures show. */
export const adviceOn = (layers: readonly InspectedLayer[], memory: MemoryMap, fits: readonly Fit[]): string[] => [
  ...heaviest(layers),
  ...atPeak(memory),
  ...fallbacks(layers),
  ...tooLarge(fits),
];
