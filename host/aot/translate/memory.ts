import type { LoadOp, StoreOp, Value } from '../ssa/ir.ts';
import { checkedPlace } from './sandbox/bounds.ts';
import type { Entry, Handlers, Translation } from './translation.ts';

// Core specification 4.4.7: loads and stores of any width and alignment.

/** How many bytes are loaded, by which operation for a part of at most a word, and how a word becomes 64 bits. */
interface Load {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly op: LoadOp;
  readonly wide?: 'signed' | 'unsigned';
}

const loads: Readonly<Record<string, Load>> = {
  'i32.load': { bytes: 4, op: 'load32' },
  'f32.load': { bytes: 4, op: 'load32' },
  'i64.load': { bytes: 8, op: 'load32' },
  'f64.load': { bytes: 8, op: 'load32' },
  'i32.load8_s': { bytes: 1, op: 'load8_s' },
  'i32.load8_u': { bytes: 1, op: 'load8_u' },
  'i32.load16_s': { bytes: 2, op: 'load16_s' },
  'i32.load16_u': { bytes: 2, op: 'load16_u' },
  'i64.load8_s': { bytes: 1, op: 'load8_s', wide: 'signed' },
  'i64.load8_u': { bytes: 1, op: 'load8_u', wide: 'unsigned' },
  'i64.load16_s': { bytes: 2, op: 'load16_s', wide: 'signed' },
  'i64.load16_u': { bytes: 2, op: 'load16_u', wide: 'unsigned' },
  'i64.load32_s': { bytes: 4, op: 'load32', wide: 'signed' },
  'i64.load32_u': { bytes: 4, op: 'load32', wide: 'unsigned' },
};

/** How many bytes each stores. */
const stores: Readonly<Record<string, 1 | 2 | 4 | 8>> = {
  'i32.store': 4,
  'f32.store': 4,
  'i64.store': 8,
  'f64.store': 8,
  'i32.store8': 1,
  'i32.store16': 2,
  'i64.store8': 1,
  'i64.store16': 2,
  'i64.store32': 4,
};

/** An address to add an offset to, and how well the sum is aligned, as a power of two. */
export interface Place {
  readonly address: Value;
  readonly offset: number;
  readonly alignment: number;
  /** The alignment is only a hint: a sandboxed module's accesses need not keep to it. */
  readonly isMisaligned: boolean;
}

/** Larger than every access. */
const ANY = 3;

const placeOf = (t: Translation, operands: readonly number[], address: Value, bytes: number): Place => {
  const [hint = 0, offset = 0] = operands;
  const alignment = t.context.takesUnaligned ? ANY : hint;
  if (t.sandbox) return checkedPlace(t, t.sandbox, { address, offset, alignment }, bytes);
  return { address, offset, alignment, isMisaligned: false };
};

const access = (t: Translation, place: Place, op: LoadOp | StoreOp, at: number, stored?: Value): Value => {
  const value = t.b.value(op, stored ? [place.address, stored] : [place.address], place.offset + at);
  value.isMisaligned = place.isMisaligned && !/8/.test(op);
  return value;
};

/** Where unaligned accesses fault, what is not proven aligned goes byte by byte. */
const loadWord = (t: Translation, place: Place, at: number): Value => {
  if (place.alignment >= 2) return access(t, place, 'load32', at);
  const part = place.alignment === 1 ? 2 : 1;
  const op = place.alignment === 1 ? 'load16_u' : 'load8_u';
  let value = access(t, place, op, at);
  for (let next = part; next < 4; next += part) {
    const bits = t.b.value('shl', [access(t, place, op, at + next), t.b.constant(8 * next)]);
    value = t.b.value('or', [value, bits]);
  }
  return value;
};

const loadHalf = (t: Translation, place: Place, op: LoadOp): Value => {
  if (place.alignment >= 1) return access(t, place, op, 0);
  const high = access(t, place, op === 'load16_s' ? 'load8_s' : 'load8_u', 1);
  return t.b.value('or', [access(t, place, 'load8_u', 0), t.b.value('shl', [high, t.b.constant(8)])]);
};

const load = (t: Translation, place: Place, { bytes, op, wide }: Load): Entry => {
  if (bytes === 8) return { lo: loadWord(t, place, 0), hi: loadWord(t, place, 4) };
  const lo = bytes === 4 ? loadWord(t, place, 0) : bytes === 2 ? loadHalf(t, place, op) : access(t, place, op, 0);
  if (!wide) return { lo };
  return { lo, hi: wide === 'signed' ? t.b.value('shr_s', [lo, t.b.constant(31)]) : t.b.constant(0) };
};

const storePart = (t: Translation, place: Place, bytes: number, at: number, value: Value): void => {
  const unit = Math.min(bytes, 1 << place.alignment);
  const op: StoreOp = unit === 4 ? 'store32' : unit === 2 ? 'store16' : 'store8';
  for (let next = 0; next < bytes; next += unit)
    access(t, place, op, at + next, t.b.value('shr_u', [value, t.b.constant(8 * next)]));
};

export const memory: Handlers = {
  ...Object.fromEntries(
    Object.entries(loads).map(([name, form]) => [
      name,
      (t, { operands }) => {
        t.push(load(t, placeOf(t, operands, t.popWord(), form.bytes), form));
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(stores).map(([name, bytes]) => [
      name,
      (t, { operands }) => {
        const value = t.pop();
        const place = placeOf(t, operands, t.popWord(), bytes);
        storePart(t, place, Math.min(bytes, 4), 0, value.lo);
        if (bytes === 8) storePart(t, place, 4, 4, value.hi ?? t.b.constant(0));
      },
    ]),
  ),
};
