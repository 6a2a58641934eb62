import { decodeModel } from '../../host/model/onnx/decode.ts';
import { byteMutations, FLOAT_EDGES } from './byte-mutations.ts';
import { encodeModel } from './onnx-file.ts';
import type { Random } from './random.ts';

const EDGES = [-(2 ** 31), -129, -2, -1, 0, 1, 2, 3, 4, 7, 13, 22, 127, 255, 256, 2 ** 16, 2 ** 31, 2 ** 32, 2 ** 53];

type Message = Record<string, unknown>;

/** A field of some message: where a change can be made. */
interface Slot {
  readonly holder: Message;
  readonly name: string;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const slotsOf = (message: Message): Slot[] =>
  Object.entries(message).flatMap(([name, value]) => [
    { holder: message, name },
    ...(Array.isArray(value) ? value : [value]).filter(isMessage).flatMap(slotsOf),
  ]);

/** What stands somewhere else under the same name: another node's input, another tensor's shape. */
const elsewhere = ({ name, holder: own }: Slot, slots: readonly Slot[], random: Random): unknown => {
  const others = slots.filter((slot) => slot.name === name && typeof slot.holder[name] === typeof own[name]);
  const { holder } = random.pick(others);
  return structuredClone(holder[name]);
};

const changedNumber = (value: number, random: Random): number => {
  if (!Number.isInteger(value) || random.oneIn(8)) return random.pick(random.oneIn(2) ? FLOAT_EDGES : EDGES);
  return [value + 1, value - 1, value * 2, -value, random.pick(EDGES)][random.below(5)] as number;
};

const changedList = (list: readonly unknown[], random: Random): unknown[] => {
  const at = random.below(list.length);
  const [one] = list.slice(at, at + 1);
  switch (random.below(5)) {
    case 0:
      return list.filter((_, index) => index !== at);
    case 1:
      return [...list, structuredClone(one)];
    case 2:
      return [...list].reverse();
    case 3:
      return list.slice(0, at);
    default:
      return list.with(at, typeof one === 'number' ? changedNumber(one, random) : structuredClone(random.pick(list)));
  }
};

const changed = (slot: Slot, slots: readonly Slot[], random: Random): unknown => {
  const value = slot.holder[slot.name];
  if (random.oneIn(4)) return elsewhere(slot, slots, random);
  if (typeof value === 'number') return changedNumber(value, random);
  if (typeof value === 'string') return random.oneIn(3) ? '' : elsewhere(slot, slots, random);
  if (Array.isArray(value) && value.length > 0) return changedList(value, random);
  if (value instanceof Uint8Array && value.length > 0) return random.pick(byteMutations)(value.slice(), random);
  return elsewhere(slot, slots, random);
};

/** A number as its field takes it; others would not be a file at all. */
const wholeWhereDue = ({ name }: Slot, value: unknown): unknown => {
  const isReal = name === 'f' || name === 'floats' || name === 'floatData' || name === 'doubleData';
  const whole = (one: unknown) =>
    typeof one !== 'number' || isReal || Number.isSafeInteger(one)
      ? one
      : Number.isFinite(one)
        ? Math.trunc(one % 2 ** 53)
        : 0;
  return Array.isArray(value) ? value.map(whole) : whole(value);
};

/** A sound ONNX file and damaged copies of it: mostly sound messages of which one or three fields are not. */
export class OnnxMutator {
  readonly format = 'onnx';

  constructor(readonly file: Uint8Array) {}

  mutate(random: Random): Uint8Array {
    if (random.oneIn(3)) return random.pick(byteMutations)(Uint8Array.from(this.file), random);
    const message = structuredClone(decodeModel(this.file)) as unknown as Message;
    for (let count = random.oneIn(3) ? 3 : 1; count > 0; count--) {
      const slots = slotsOf(message);
      const slot = random.pick(slots);
      slot.holder[slot.name] = wholeWhereDue(slot, changed(slot, slots, random));
    }
    return encodeModel(message);
  }
}
