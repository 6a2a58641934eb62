import { type Origin, originsOf } from '../../machine/origins.ts';
import type { Relocation } from '../../object-code.ts';

export type Label = symbol;

type Item = (
  | { kind: 'half'; bits: number }
  | { kind: 'wide'; first: number; second: number }
  | { kind: 'label'; label: Label }
  | { kind: 'branch'; condition: number | undefined; label: Label; size: 2 | 4 | 6 }
  /** `data` are halfwords behind it, for the callee to read. */
  | { kind: 'call'; symbol: string; data: readonly number[]; returns: boolean }
  | { kind: 'cold'; key: string; items: readonly Item[] }
  | { kind: 'literal'; register: number; key: string }
  | { kind: 'pool'; keys: string[]; isJumpedOver: boolean }
) & { at?: number };

interface Literal {
  readonly symbol: string;
  readonly value: number;
}

export interface Assembled {
  readonly bytes: Uint8Array;
  readonly relocations: Relocation[];
  readonly dataRanges: (readonly [number, number])[];
  readonly origins: Origin[];
}

/** ARMv6-M ARM A6.7.27: how far a literal load reaches forward. */
const LITERAL_REACH = 1020;
/** Keeps room for alignment and what a pool itself adds. */
const POOL_REACH = 880;
/** A pool is put after an unconditional branch once its oldest literal is this far away. */
const POOL_WISH = 560;
const SHORT_CONDITIONAL = 254;
const SHORT_JUMP = 2046;
const INVERT = 1;
const NOP = 0xbf00;

/** Collects Thumb instructions, then fixes literal pools, branch sizes and addresses. */
export class Assembler {
  /** Byte offset in the module of the instruction that comes now; 0 is none. */
  at = 0;
  #items: Item[] = [];
  readonly #literals = new Map<string, Literal>();

  half(bits: number): void {
    this.#push({ kind: 'half', bits: bits & 0xffff });
  }

  /** An instruction of two halfwords: nothing comes between them. */
  wide(first: number, second: number): void {
    this.#push({ kind: 'wide', first, second });
  }

  label(label: Label): void {
    this.#items.push({ kind: 'label', label });
  }

  /** `condition` as encoded (0 eq … 13 le); none is unconditional. */
  branch(label: Label, condition?: number): void {
    this.#push({ kind: 'branch', condition, label, size: 2 });
  }

  call(symbol: string, ...data: readonly number[]): void {
    this.#push({ kind: 'call', symbol, data, returns: true });
  }

  /** Goes for good, leaving a word for the one it goes to. */
  leave(symbol: string, word: number): void {
    this.#push({ kind: 'call', symbol, data: [word & 0xffff, word >>> 16], returns: false });
  }

  /**
   * Code that seldom runs: it is put behind the next place that nothing runs through, so that getting by costs one branch that
   * is not taken. It begins with a label and does not end in what follows it. Of several of one `key` one is enough.
   */
  cold(key: string, emit: () => void): void {
    const outside = this.#items;
    this.#items = [];
    emit();
    outside.push({ kind: 'cold', key, items: this.#items });
    this.#items = outside;
  }

  loadLiteral(register: number, symbol: string, value: number): void {
    const key = `${symbol} ${value | 0}`;
    this.#literals.set(key, { symbol, value });
    this.#push({ kind: 'literal', register, key });
  }

  #push(item: Item): void {
    item.at = this.at;
    this.#items.push(item);
  }

  assemble(): Assembled {
    const items = this.#placePools();
    this.#relax(items);
    return this.#encode(items);
  }

  /** Puts cold code and literal pools where they belong. */
  #placePools(): Item[] {
    const placed: Item[] = [];
    let pending: string[] = [];
    let cold = new Map<string, Item[]>();
    let oldest = 0;
    let at = 0;
    const put = (item: Item) => {
      placed.push(item);
      at += largestSize(item);
      if (item.kind !== 'literal' || pending.includes(item.key)) return;
      if (pending.length === 0) oldest = at;
      pending.push(item.key);
    };
    const flush = (isJumpedOver: boolean) => {
      if (pending.length === 0) return;
      placed.push({ kind: 'pool', keys: pending, isJumpedOver });
      at += 4 * pending.length + 4;
      pending = [];
    };
    const reach = () => at - oldest + 4 * pending.length;
    const endFlow = () => {
      if (reach() > POOL_WISH) flush(false);
    };
    const flushCold = () => {
      for (const items of cold.values()) {
        endFlow();
        for (const item of items) put(item);
      }
      cold = new Map();
      endFlow();
    };
    for (const item of this.#items) {
      if (item.kind === 'cold') {
        const [label, ...rest] = item.items as [Item, ...Item[]];
        cold.set(item.key, [label, ...(cold.get(item.key) ?? rest)]);
        continue;
      }
      put(item);
      if (endsFlow(item)) flushCold();
      else if (reach() > POOL_REACH) flush(true);
    }
    flushCold();
    flush(false);
    return placed;
  }

  #layout(items: readonly Item[]): { starts: number[]; labels: Map<Label, number>; end: number } {
    const labels = new Map<Label, number>();
    const starts: number[] = [];
    let at = 0;
    for (const item of items) {
      starts.push(at);
      if (item.kind === 'label') labels.set(item.label, at);
      else if (item.kind === 'branch') at += item.size;
      else if (item.kind === 'call') at += 4 + 2 * item.data.length;
      else if (item.kind === 'wide') at += 4;
      else if (item.kind === 'pool') {
        at += item.isJumpedOver ? 2 : 0;
        at += (4 - (at % 4)) % 4;
        at += 4 * item.keys.length;
      } else at += 2;
    }
    return { starts, labels, end: at };
  }

  #relax(items: readonly Item[]): void {
    for (let changed = true; changed; ) {
      changed = false;
      const { starts, labels } = this.#layout(items);
      items.forEach((item, index) => {
        if (item.kind !== 'branch') return;
        const jumpAt = (starts[index] as number) + (item.condition !== undefined && item.size > 2 ? 2 : 0);
        const distance = (labels.get(item.label) as number) - (jumpAt + 4);
        const reach = item.condition !== undefined && item.size === 2 ? SHORT_CONDITIONAL : SHORT_JUMP;
        if (distance <= reach && distance >= -reach - 2) return;
        if (item.size === 6 || (item.size === 4 && item.condition === undefined)) return;
        item.size = (item.size + 2) as 4 | 6;
        changed = true;
      });
    }
  }

  #encode(items: readonly Item[]): Assembled {
    const { starts, labels, end } = this.#layout(items);
    const bytes = new Uint8Array(end + ((4 - (end % 4)) % 4));
    const view = new DataView(bytes.buffer);
    if (bytes.length > end) view.setUint16(end, NOP, true);
    const relocations: Relocation[] = [];
    const dataRanges: [number, number][] = [];
    const literalAt = new Map<string, number[]>();
    items.forEach((item, index) => {
      if (item.kind !== 'pool') return;
      const start = starts[index] as number;
      let at = start + (item.isJumpedOver ? 2 : 0);
      at += (4 - (at % 4)) % 4;
      dataRanges.push([item.isJumpedOver ? start + 2 : start, at + 4 * item.keys.length]);
      if (item.isJumpedOver)
        view.setUint16(start, 0xe000 | (((at + 4 * item.keys.length - start - 4) >> 1) & 0x7ff), true);
      for (const key of item.keys) {
        const { symbol, value } = this.#literals.get(key) as Literal;
        if (symbol === '') view.setInt32(at, value, true);
        else relocations.push({ offset: at, kind: 'abs32', symbol, addend: value });
        literalAt.set(key, [...(literalAt.get(key) ?? []), at]);
        at += 4;
      }
    });
    const farJump = (at: number, target: number) => {
      const offset = target - (at + 4);
      const [first, second] = branchWithLink(offset);
      view.setUint16(at, first, true);
      view.setUint16(at + 2, second, true);
    };
    items.forEach((item, index) => {
      let at = starts[index] as number;
      if (item.kind === 'half') view.setUint16(at, item.bits, true);
      else if (item.kind === 'wide') {
        view.setUint16(at, item.first, true);
        view.setUint16(at + 2, item.second, true);
      } else if (item.kind === 'call') {
        relocations.push({ offset: at, kind: 'thm_call', symbol: item.symbol, addend: 0 });
        const [first, second] = branchWithLink(-4);
        view.setUint16(at, first, true);
        view.setUint16(at + 2, second, true);
        item.data.forEach((half, index) => {
          view.setUint16(at + 4 + 2 * index, half, true);
        });
        if (item.data.length > 0) dataRanges.push([at + 4, at + 4 + 2 * item.data.length]);
      } else if (item.kind === 'literal') {
        const base = (at + 4) & ~3;
        const literal = (literalAt.get(item.key) as number[]).find((place) => place >= base) as number;
        if (literal - base > LITERAL_REACH) throw new Error('a literal is out of reach');
        view.setUint16(at, 0x4800 | (item.register << 8) | ((literal - base) >> 2), true);
      } else if (item.kind === 'branch') {
        const target = labels.get(item.label) as number;
        if (item.condition !== undefined && item.size === 2) {
          view.setUint16(at, 0xd000 | (item.condition << 8) | (((target - at - 4) >> 1) & 0xff), true);
          return;
        }
        if (item.condition !== undefined) {
          const skip = item.size === 4 ? 0 : 1;
          view.setUint16(at, 0xd000 | ((item.condition ^ INVERT) << 8) | skip, true);
          at += 2;
        }
        const isFar = item.size === 6 || (item.condition === undefined && item.size === 4);
        if (isFar) farJump(at, target);
        else view.setUint16(at, 0xe000 | (((target - at - 4) >> 1) & 0x7ff), true);
      }
    });
    return {
      bytes,
      relocations,
      dataRanges: dataRanges.sort(([a], [b]) => a - b),
      origins: originsOf(items, starts),
    };
  }
}

/** The two halves of BL with a byte offset from its address plus 4 (ARMv6-M ARM A6.7.13, encoding T1). */
export const branchWithLink = (offset: number): [number, number] => {
  const sign = offset < 0 ? 1 : 0;
  const j1 = ((offset >> 23) & 1) ^ sign ^ 1;
  const j2 = ((offset >> 22) & 1) ^ sign ^ 1;
  return [0xf000 | (sign << 10) | ((offset >> 12) & 0x3ff), 0xd000 | (j1 << 13) | (j2 << 11) | ((offset >> 1) & 0x7ff)];
};

/** Branches count with the size that they may grow to. */
const largestSize = (item: Item): number => {
  if (item.kind === 'branch') return 6;
  if (item.kind === 'call') return 4 + 2 * item.data.length;
  return item.kind === 'label' ? 0 : item.kind === 'wide' ? 4 : 2;
};

/** Unconditional branches, calls for good, BX, POP with pc, UDF: nothing runs on behind them. */
const endsFlow = (item: Item): boolean => {
  if (item.kind === 'branch') return item.condition === undefined;
  if (item.kind === 'call') return !item.returns;
  if (item.kind !== 'half') return false;
  const { bits } = item;
  return (bits & 0xff80) === 0x4700 || (bits & 0xff00) === 0xbd00 || (bits & 0xff00) === 0xde00;
};
