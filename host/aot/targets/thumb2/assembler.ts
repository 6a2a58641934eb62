import { type Origin, originsOf } from '../../machine/origins.ts';
import type { Relocation } from '../../object-code.ts';
import { branchWithLink } from '../thumbv6m/assembler.ts';
import { HALFWORD_ENTRIES, tableBranch } from './encodings.ts';

export type Label = symbol;

type Item = (
  | { readonly kind: 'half'; readonly bits: number }
  | { readonly kind: 'wide'; readonly first: number; readonly second: number }
  | { readonly kind: 'label'; readonly label: Label }
  | Branch
  /** `data` are halfwords behind it, for the callee to read. */
  | { readonly kind: 'call'; readonly symbol: string; readonly data: readonly number[] }
  | { readonly kind: 'literal'; readonly register: number; readonly key: string; size: 2 | 4 }
  | Table
  | { readonly kind: 'pool'; readonly keys: readonly string[] }
) & { at?: number };

/** A conditional branch on a register (CBZ, CBNZ) grows into a comparison and a branch on flags. */
interface Branch {
  readonly kind: 'branch';
  readonly label: Label;
  readonly condition?: number;
  readonly zero?: { readonly register: number; readonly isNot: boolean };
  size: 2 | 4 | 6;
}

/** TBB or TBH, and its table of distances forwards. */
interface Table {
  readonly kind: 'table';
  readonly register: number;
  readonly labels: readonly Label[];
  entryBytes: 1 | 2;
}

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

// Reaches in bytes from the instruction's address plus 4 (ARMv7-M ARM, A7.7.12, A7.7.21, A7.7.44).
const SHORT_CONDITIONAL = 254;
const SHORT_JUMP = 2046;
const WIDE_CONDITIONAL = 1 << 20;
const COMPARE_BRANCH = 126;
const BYTE_TABLE = 2 * 0xff;
const HALFWORD_TABLE = 2 * 0xffff;
const SHORT_LITERAL = 1020;
const LITERAL = 4095;
/** A pool comes before the oldest literal is out of reach, with room for what it and branches before it may still add. */
const POOL_LIMIT = 3000;
const NOP = 0xbf00;
/** Of IT: one instruction. */
export const IT_ONE = 8;

const align4 = (at: number): number => (at + 3) & ~3;

/** Collects Thumb-2 instructions, then fixes literal pools, sizes and addresses. */
export class Assembler {
  /** Byte offset in the module of the instruction that comes now; 0 is none. */
  at = 0;
  readonly #items: Item[] = [];
  readonly #literals = new Map<string, Literal>();
  readonly #traps = new Map<number, Label>();
  #pending = new Set<string>();
  #sincePool = 0;
  /** Of the instructions to come, how many have no place for a pool before the next. */
  #unbroken = 0;

  half(bits: number): void {
    this.#push({ kind: 'half', bits: bits & 0xffff });
  }

  wide(first: number, second: number): void {
    this.#push({ kind: 'wide', first, second });
  }

  /** IT: the next one or two instructions, as `mask` says, run under conditions. No pool may come between. A7.7.38. */
  ifThen(condition: number, mask: number): void {
    this.#unbroken = mask === IT_ONE ? 2 : 3;
    this.half(0xbf00 | (condition << 4) | mask);
  }

  label(label: Label): void {
    this.#items.push({ kind: 'label', label });
  }

  /** `condition` as encoded (0 eq … 13 le); none is unconditional. */
  branch(label: Label, condition?: number): void {
    this.#push({ kind: 'branch', label, size: 2, ...(condition !== undefined && { condition }) });
  }

  /** Branches if a low register is 0, or is not. */
  branchOnZero(label: Label, register: number, isNot: boolean): void {
    this.#push({ kind: 'branch', label, size: 2, zero: { register, isNot } });
  }

  /** To the label that the register's value counts, which it does: none is behind the table. */
  branchByTable(register: number, labels: readonly Label[]): void {
    this.#push({ kind: 'table', register, labels, entryBytes: 1 });
  }

  call(symbol: string): void {
    this.#push({ kind: 'call', symbol, data: [] });
  }

  /** Goes for good, leaving a word for the one it goes to. */
  leave(symbol: string, word: number): void {
    this.#push({ kind: 'call', symbol, data: [word & 0xffff, word >>> 16] });
    this.endOfFlow();
  }

  /** Leaves for the sandbox's trap under a condition, as encoded: behind the function, one place for each word. */
  trapIf(condition: number, word: number): void {
    const site = this.#traps.get(word) ?? Symbol('trap');
    this.#traps.set(word, site);
    this.branch(site, condition);
  }

  loadLiteral(register: number, symbol: string, value: number): void {
    const key = `${symbol} ${value | 0}`;
    this.#literals.set(key, { symbol, value });
    this.#pending.add(key);
    this.#push({ kind: 'literal', register, key, size: register < 8 ? 2 : 4 });
  }

  /** Where nothing runs on: a pool costs no jump here. */
  endOfFlow(): void {
    if (this.#pending.size > 0 && this.#sincePool > POOL_LIMIT / 2) this.#flush();
  }

  assemble(): Assembled {
    this.at = 0;
    for (const [word, site] of this.#traps) {
      this.label(site);
      this.leave('sandbox.trap', word);
    }
    this.#flush();
    this.#relax();
    return this.#encode();
  }

  #push(item: Item): void {
    item.at = this.at;
    this.#items.push(item);
    this.#sincePool += item.kind === 'branch' ? 6 : item.kind === 'call' ? 8 : item.kind === 'table' ? sizeOf(item) : 4;
    if (this.#pending.size === 0) this.#sincePool = 0;
    if (this.#unbroken > 0 && --this.#unbroken > 0) return;
    if (this.#sincePool + 4 * this.#pending.size <= POOL_LIMIT) return;
    const behind = Symbol('behind the pool');
    this.#items.push({ kind: 'branch', label: behind, size: 2 });
    this.#flush();
    this.label(behind);
  }

  #flush(): void {
    if (this.#pending.size === 0) return;
    this.#items.push({ kind: 'pool', keys: [...this.#pending] });
    this.#pending = new Set();
    this.#sincePool = 0;
  }

  #layout(): { starts: number[]; labels: Map<Label, number>; literals: Map<string, number[]>; end: number } {
    const labels = new Map<Label, number>();
    const literals = new Map<string, number[]>();
    const starts: number[] = [];
    let at = 0;
    for (const item of this.#items) {
      if (item.kind === 'pool') at = align4(at);
      starts.push(at);
      if (item.kind === 'label') labels.set(item.label, at);
      else if (item.kind === 'pool')
        for (const key of item.keys) {
          literals.set(key, [...(literals.get(key) ?? []), at]);
          at += 4;
        }
      else at += sizeOf(item);
    }
    return { starts, labels, literals, end: at };
  }

  /** Every item starts at its shortest form and only grows, so this ends. */
  #relax(): void {
    for (let changed = true; changed; ) {
      changed = false;
      const { starts, labels, literals } = this.#layout();
      this.#items.forEach((item, index) => {
        const at = starts[index] as number;
        if (item.kind === 'branch') {
          if (fits(item, at, labels.get(item.label) as number)) return;
          item.size = (item.size + 2) as 4 | 6;
          changed = true;
        } else if (item.kind === 'table' && item.entryBytes === 1) {
          if (distances(item, at, labels).every((distance) => distance <= BYTE_TABLE)) return;
          item.entryBytes = 2;
          changed = true;
        } else if (item.kind === 'literal' && item.size === 2) {
          if (literalOf(item.key, at, literals) - ((at + 4) & ~3) <= SHORT_LITERAL) return;
          item.size = 4;
          changed = true;
        }
      });
    }
  }

  #encode(): Assembled {
    const { starts, labels, literals, end } = this.#layout();
    const bytes = new Uint8Array(align4(end));
    const view = new DataView(bytes.buffer);
    const relocations: Relocation[] = [];
    const dataRanges: [number, number][] = [];
    if (bytes.length > end) view.setUint16(end, NOP, true);
    const put = (at: number, ...halves: readonly number[]) => {
      halves.forEach((half, index) => {
        view.setUint16(at + 2 * index, half, true);
      });
    };
    this.#items.forEach((item, index) => {
      const at = starts[index] as number;
      if (item.kind === 'half') put(at, item.bits);
      else if (item.kind === 'wide') put(at, item.first, item.second);
      else if (item.kind === 'branch') put(at, ...branch(item, at, labels.get(item.label) as number));
      else if (item.kind === 'literal') put(at, ...literalLoad(item, at, literalOf(item.key, at, literals)));
      else if (item.kind === 'table') {
        const start = at + 4;
        const [first, second] = tableBranch;
        put(at, first, second | (item.entryBytes === 1 ? 0 : HALFWORD_ENTRIES) | item.register);
        distances(item, at, labels).forEach((distance, entry) => {
          if (item.entryBytes === 1) view.setUint8(start + entry, distance >> 1);
          else view.setUint16(start + 2 * entry, distance >> 1, true);
        });
        dataRanges.push([start, at + sizeOf(item)]);
      } else if (item.kind === 'call') {
        relocations.push({ offset: at, kind: 'thm_call', symbol: item.symbol, addend: 0 });
        put(at, ...branchWithLink(-4), ...item.data);
        if (item.data.length > 0) dataRanges.push([at + 4, at + 8]);
      } else if (item.kind === 'pool') {
        // Pools are aligned: two bytes may be left over before them.
        const before = this.#items[index - 1];
        const codeEnd = before ? (starts[index - 1] as number) + sizeOf(before) : 0;
        if (codeEnd < at) put(codeEnd, NOP);
        dataRanges.push([at, at + 4 * item.keys.length]);
        item.keys.forEach((key, place) => {
          const { symbol, value } = this.#literals.get(key) as Literal;
          if (symbol === '') view.setInt32(at + 4 * place, value, true);
          else relocations.push({ offset: at + 4 * place, kind: 'abs32', symbol, addend: value });
        });
      }
    });
    return {
      bytes,
      relocations,
      dataRanges: dataRanges.sort(([a], [b]) => a - b),
      origins: originsOf(this.#items, starts),
    };
  }
}

const sizeOf = (item: Item): number => {
  if (item.kind === 'branch' || item.kind === 'literal') return item.size;
  if (item.kind === 'table') return 4 + ((item.labels.length * item.entryBytes + 1) & ~1);
  if (item.kind === 'call') return 4 + 2 * item.data.length;
  return item.kind === 'half' ? 2 : item.kind === 'wide' ? 4 : 0;
};

/** From where the table starts, which is what the PC reads as. */
const distances = ({ labels: entries }: Table, at: number, labels: ReadonlyMap<Label, number>): number[] =>
  entries.map((entry) => {
    const distance = (labels.get(entry) as number) - (at + 4);
    if (distance < 0 || distance > HALFWORD_TABLE) throw new Error(`a table's entry ${distance} bytes away`);
    return distance;
  });

/** The next place behind `at` where a literal stands. */
const literalOf = (key: string, at: number, literals: ReadonlyMap<string, readonly number[]>): number => {
  const place = literals.get(key)?.find((candidate) => candidate > at);
  if (place === undefined) throw new Error(`literal ${key} has no pool behind it`);
  return place;
};

const fits = ({ condition, zero, size }: Branch, at: number, target: number): boolean => {
  const distance = target - (at + 4);
  if (zero) {
    if (size === 2) return distance >= 0 && distance <= COMPARE_BRANCH;
    const fromBranch = distance - 2;
    return size === 6 || (fromBranch >= -SHORT_CONDITIONAL - 2 && fromBranch <= SHORT_CONDITIONAL);
  }
  const reach = condition === undefined ? SHORT_JUMP : SHORT_CONDITIONAL;
  return size === 4 || (distance >= -reach - 2 && distance <= reach);
};

const conditional = (condition: number, distance: number, isWide: boolean): number[] => {
  if (!isWide) return [0xd000 | (condition << 8) | ((distance >> 1) & 0xff)];
  if (Math.abs(distance) >= WIDE_CONDITIONAL) throw new Error(`a conditional branch over ${distance} bytes`);
  // A7.7.12 T3: S:J2:J1:imm6:imm11.
  const sign = distance < 0 ? 1 : 0;
  const bit = (at: number) => (distance >> at) & 1;
  return [
    0xf000 | (sign << 10) | (condition << 6) | ((distance >> 12) & 0x3f),
    0x8000 | (bit(18) << 13) | (bit(19) << 11) | ((distance >> 1) & 0x7ff),
  ];
};

const branch = ({ condition, zero, size }: Branch, at: number, target: number): number[] => {
  const distance = target - (at + 4);
  if (zero) {
    const { register, isNot } = zero;
    if (size === 2)
      return [0xb100 | (isNot ? 0x800 : 0) | ((distance & 0x40) << 3) | ((distance & 0x3e) << 2) | register];
    return [0x2800 | (register << 8), ...conditional(isNot ? 1 : 0, distance - 2, size === 6)];
  }
  if (condition !== undefined) return conditional(condition, distance, size === 4);
  if (size === 2) return [0xe000 | ((distance >> 1) & 0x7ff)];
  // A7.7.12 T4: BL without the link.
  const [first, second] = branchWithLink(distance);
  return [first, second & ~0x4000];
};

const literalLoad = (
  { register, size }: { readonly register: number; readonly size: 2 | 4 },
  at: number,
  place: number,
): number[] => {
  const offset = place - ((at + 4) & ~3);
  if (offset > LITERAL) throw new Error(`a literal ${offset} bytes away`);
  return size === 2 ? [0x4800 | (register << 8) | (offset >> 2)] : [0xf8df, (register << 12) | offset];
};
