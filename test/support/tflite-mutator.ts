import { byteMutations, EDGES, FLOAT_EDGES } from './byte-mutations.ts';
import type { Random } from './random.ts';
import { type Slot, slotsOf } from './tflite-fields.ts';

/** Offsets and lengths, where almost every change is caught at once, apart from the values they lead to. */
interface Slots {
  readonly structure: readonly Slot[];
  readonly values: readonly Slot[];
}

type Mutation = (file: Uint8Array, random: Random, slots: Slots) => Uint8Array;

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

const mutations: readonly Mutation[] = [...Array<Mutation>(10).fill(editFields), ...byteMutations];

/** A sound file and damaged copies of it. */
export class Mutator {
  readonly format = 'tflite';
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
