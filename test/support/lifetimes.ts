import type { Lifetime } from '../../host/compile/lifetimes.ts';
import type { Random } from './random.ts';

const doMeet = (a: Lifetime, b: Lifetime): boolean => a.from <= b.to && b.from <= a.to;

const mayLieOver = ({ overlaps = [] }: Lifetime, other: number, distance: number): boolean =>
  overlaps.some(({ over, least, most }) => over === other && least <= distance && distance <= most);

/** Whether two lifetimes may have the places that they have. */
export const mayShare = (lifetimes: readonly Lifetime[], offsets: readonly number[], a: number, b: number): boolean => {
  const [one, other] = [lifetimes[a] as Lifetime, lifetimes[b] as Lifetime];
  const distance = (offsets[a] as number) - (offsets[b] as number);
  const isApart = distance + one.bytes <= 0 || distance >= other.bytes;
  return !doMeet(one, other) || isApart || mayLieOver(one, b, distance) || mayLieOver(other, a, -distance);
};

/** Any lifetimes, each of which may partly lie over those that end where it begins. */
export const anyLifetimes = (random: Random, count: number): Lifetime[] =>
  Array.from({ length: count }, () => {
    const from = random.below(20);
    return { bytes: 1 + random.below(500), from, to: from + random.below(6) };
  }).map((one, _, all) => ({
    ...one,
    overlaps: all.flatMap(({ to }, over) =>
      to === one.from
        ? [{ over, least: random.oneIn(2) ? 0 : Number.NEGATIVE_INFINITY, most: random.below(200) - 140 }]
        : [],
    ),
  }));

/** Layers one after the other, scratch beside each, every output over its input but some bytes before it. */
export const chainOfOverlaps = (random: Random, layers: number): Lifetime[] => [
  ...Array.from({ length: layers + 1 }, (_, step): Lifetime => {
    const most = -random.below(9);
    const least = random.oneIn(4) ? most : Number.NEGATIVE_INFINITY;
    const overlaps = step > 0 ? [{ over: step - 1, least, most }] : [];
    return { bytes: 12 + random.below(16), from: step - 1, to: step, overlaps };
  }),
  ...Array.from({ length: layers }, (_, step) => ({ bytes: 1 + random.below(12), from: step, to: step })),
];

/**
 * A network's tensors and scratch: layers, additions of what went around two or three of them, and branches that are joined;
 * activations grow and shrink on the way. With `overlaps`, outputs may lie over inputs that end there.
 */
export const networkLifetimes = (random: Random, count: number, hasOverlaps: boolean): Lifetime[] => {
  const tensors: Lifetime[] = [];
  let [step, typical] = [0, 4000];
  const bytes = () => Math.ceil(typical * (0.5 + random.below(100) / 100));
  const make = (size: number, inputs: readonly number[], lead: number): number => {
    for (const input of inputs) Object.assign(tensors[input] as object, { to: step });
    const overlaps = inputs.map((over) => ({ over, least: Number.NEGATIVE_INFINITY, most: -lead }));
    tensors.push({ bytes: size, from: step, to: step + 1, overlaps: hasOverlaps && random.oneIn(2) ? overlaps : [] });
    step++;
    return tensors.length - 1;
  };
  const scratch = () => tensors.push({ bytes: 4 + random.below(400), from: step, to: step, overlaps: [] });
  const layer = (input: number, size = bytes()): number => {
    if (random.oneIn(2)) scratch();
    return make(size, [input], random.below(200));
  };
  let last = make(bytes(), [], 0);
  while (tensors.length < count) {
    typical = Math.min(16_000, Math.max(64, Math.ceil(typical * (0.6 + random.below(80) / 100))));
    const kind = random.below(5);
    if (kind < 3) last = layer(last);
    else if (kind === 3) {
      const size = tensors[last]?.bytes ?? 0;
      last = make(size, [last, layer(layer(last), size)], 0);
    } else {
      const branches = Array.from({ length: 2 + random.below(3) }, () => layer(last, Math.ceil(bytes() / 3)));
      const total = branches.reduce((sum, branch) => sum + (tensors[branch]?.bytes ?? 0), 0);
      last = make(total, branches, total);
    }
  }
  return tensors.slice(0, count);
};
