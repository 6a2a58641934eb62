import type { Random } from './random.ts';
import { type Slot, slotsOf } from './tflite-fields.ts';

const EDGES = [
  0, 1, 2, 3, 4, 7, 8, 127, 128, 255, 256, 65_535, 65_536, 0x7fff_fffe, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe,
  0xffff_ffff,
];
const FLOAT_EDGES = [0, -0, 1e-45, 1e-38, 1e-12, 1 / 256, 0.5, 1, -1, 2, 255, 1e12, 3.4e38, Infinity, -Infinity, NaN];

/** Offsets and lengths, where almost every change is caught at once, apart from the values they lead to. */
interface Slots {
  readonly structure: readonly Slot[];
  readonly values: readonly Slot[];
}

type Mutation = (file: Uint8Array, random: Random, slots: Slots) => Uint8Array;

const flipBits: Mutation = (file, random) => {
  for (let count = 1 + random.below(6); count > 0; count--) {
    const at = random.below(file.length);
    file[at] = (file[at] ?? 0) ^ (1 << random.below(8));
  }
  return file;
};

const replaceWords: Mutation = (file, random) => {
  const view = new DataView(file.buffer);
  for (let count = 1 + random.below(3); count > 0 && file.length >= 4; count--)
    view.setUint32(random.below(file.length >>> 2) * 4, random.pick(EDGES), true);
  return file;
};

const truncate: Mutation = (file, random) => file.slice(0, random.below(file.length));

const copyBlock: Mutation = (file, random) => {
  const from = random.below(file.length);
  const length = random.below(Math.min(64, file.length - from) + 1);
  file.copyWithin(random.below(file.length), from, from + length);
  return file;
};

const deleteBlock: Mutation = (file, random) => {
  const from = random.below(file.length);
  return Buffer.concat([file.subarray(0, from), file.subarray(from + 1 + random.below(64))]);
};

const insertBlock: Mutation = (file, random) => {
  const at = random.below(file.length);
  const block = Uint8Array.from({ length: 1 + random.below(64) }, () => random.next());
  return Buffer.concat([file.subarray(0, at), block, file.subarray(at)]);
};

/** What an importer reads, one or three values of it: an edge, a neighbour, or what stands elsewhere. */
const editFields: Mutation = (file, random, { structure, values }) => {
  const view = new DataView(file.buffer);
  for (let count = random.oneIn(3) ? 3 : 1; count > 0; count--) {
    const { at, width, what } = random.pick(random.oneIn(20) ? structure : values);
    const other = random.pick(values);
    if (width === 1) view.setUint8(at, random.oneIn(2) ? random.below(24) : random.next());
    else if (/scale \d+$|option 0$/.test(what) && random.oneIn(2)) view.setFloat32(at, random.pick(FLOAT_EDGES), true);
    else {
      const old = view.getInt32(at, true);
      const kind = random.below(5);
      const value = [old + 1, old - 1, old * 2, other.width === 1 ? 0 : view.getInt32(other.at, true)][kind];
      view.setInt32(at, value ?? random.pick(EDGES), true);
    }
  }
  return file;
};

const mutations: readonly Mutation[] = [
  ...Array<Mutation>(10).fill(editFields),
  flipBits,
  replaceWords,
  truncate,
  copyBlock,
  deleteBlock,
  insertBlock,
];

/** A sound file and damaged copies of it. */
export class Mutator {
  readonly #slots: Slots;

  constructor(readonly file: Uint8Array) {
    const isStructure = ({ what }: Slot) => / (offset|length)$/.test(what);
    const slots = slotsOf(file);
    this.#slots = { structure: slots.filter(isStructure), values: slots.filter((slot) => !isStructure(slot)) };
  }

  mutate(random: Random): Uint8Array {
    return random.pick(mutations)(Uint8Array.from(this.file), random, this.#slots);
  }
}
