import type { Random } from './random.ts';

/** Whole words that lengths, offsets and extents go wrong at. */
export const EDGES = [
  0, 1, 2, 3, 4, 7, 8, 127, 128, 255, 256, 65_535, 65_536, 0x7fff_fffe, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe,
  0xffff_ffff,
];
export const FLOAT_EDGES = [
  0,
  -0,
  1e-45,
  1e-38,
  1e-12,
  1 / 256,
  0.5,
  1,
  -1,
  2,
  255,
  1e12,
  3.4e38,
  Infinity,
  -Infinity,
  NaN,
];

/** Damages a copy of a file without knowing what its bytes mean. */
export type ByteMutation = (file: Uint8Array, random: Random) => Uint8Array;

const flipBits: ByteMutation = (file, random) => {
  for (let count = 1 + random.below(6); count > 0; count--) {
    const at = random.below(file.length);
    file[at] = (file[at] ?? 0) ^ (1 << random.below(8));
  }
  return file;
};

const replaceWords: ByteMutation = (file, random) => {
  const view = new DataView(file.buffer);
  for (let count = 1 + random.below(3); count > 0 && file.length >= 4; count--)
    view.setUint32(random.below(file.length >>> 2) * 4, random.pick(EDGES), true);
  return file;
};

const truncate: ByteMutation = (file, random) => file.slice(0, random.below(file.length));

const copyBlock: ByteMutation = (file, random) => {
  const from = random.below(file.length);
  const length = random.below(Math.min(64, file.length - from) + 1);
  file.copyWithin(random.below(file.length), from, from + length);
  return file;
};

const deleteBlock: ByteMutation = (file, random) => {
  const from = random.below(file.length);
  return Buffer.concat([file.subarray(0, from), file.subarray(from + 1 + random.below(64))]);
};

const insertBlock: ByteMutation = (file, random) => {
  const at = random.below(file.length);
  const block = Uint8Array.from({ length: 1 + random.below(64) }, () => random.next());
  return Buffer.concat([file.subarray(0, at), block, file.subarray(at)]);
};

export const byteMutations: readonly ByteMutation[] = [
  flipBits,
  replaceWords,
  truncate,
  copyBlock,
  deleteBlock,
  insertBlock,
];
