import type { Random } from './random.ts';

const telling = [0x00, 0x01, 0x0b, 0x40, 0x60, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0xfc, 0xfd, 0xff];
/** The largest unsigned LEB128 of 32 bits: counts and sizes that no file holds. */
const HUGE = [0xff, 0xff, 0xff, 0xff, 0x0f];

/** The bytes with one to four accidents: bits turned, bytes replaced, ranges lost, doubled or moved, counts blown up. */
export const damage = (bytes: Uint8Array, random: Random): Uint8Array => {
  let damaged = [...bytes];
  for (let accidents = 1 + random.below(4); accidents > 0; accidents--) {
    const at = random.below(damaged.length + 1);
    const length = 1 + random.below(random.pick([1, 2, 8, 64]));
    const range = damaged.slice(at, at + length);
    const change: readonly (() => void)[] = [
      () => damaged.splice(at, 1, (damaged[at] ?? 0) ^ (1 << random.below(8))),
      () => damaged.splice(at, 1, random.pick(telling)),
      () => damaged.splice(at, 1, random.below(256)),
      () => damaged.splice(at, length),
      () => damaged.splice(random.below(damaged.length + 1), 0, ...range),
      () => damaged.splice(at, random.below(2), ...HUGE),
      () => {
        if (random.oneIn(4)) damaged = damaged.slice(0, at);
      },
    ];
    random.pick(change)();
  }
  return Uint8Array.from(damaged);
};
