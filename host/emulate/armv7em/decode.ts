import { branchRows } from './encodings-branch.ts';
import { dataRows } from './encodings-data.ts';
import { memoryRows } from './encodings-memory.ts';
import { multiplyRows } from './encodings-multiply.ts';
import { narrowRows } from './encodings-narrow.ts';
import { packFields } from './fields.ts';
import { type Decoder, WIDE_PREFIX } from './interpreter.ts';
import { ZERO } from './operands.ts';
import type { Row } from './rows.ts';
import { baseCycles, timingOf } from './timing.ts';

/** The 32-bit encodings of the integer instruction set. */
export const wideRows: readonly Row[] = [...dataRows, ...memoryRows, ...multiplyRows, ...branchRows];

/** The first row that matches. */
export type RowFinder = (first: number, second: number) => Row | undefined;

/** Keeps the few rows that each first halfword leaves, from when it is first met. */
export const rowFinder = (wide: readonly Row[]): RowFinder => {
  const table: (readonly Row[] | undefined)[] = new Array(0x1_0000);
  const candidates = (first: number): readonly Row[] =>
    first < WIDE_PREFIX
      ? narrowRows.filter(([mask, value]) => (first & mask) === value)
      : wide.filter(([mask, value]) => (first & (mask >>> 16)) === value >>> 16);
  return (first, second) => {
    table[first] ??= candidates(first);
    if (first < WIDE_PREFIX) return table[first][0];
    return table[first].find(([mask, value]) => (second & mask & 0xffff) === (value & 0xffff));
  };
};

export const createDecoder =
  (find: RowFinder): Decoder =>
  (first, second, address) => {
    const row = find(first, second);
    if (!row) return undefined;
    const isWide = first >= WIDE_PREFIX;
    const [, , rowOp, form] = row;
    const decoded = form(isWide ? ((first << 16) | second) >>> 0 : first, address);
    if (!decoded) return undefined;
    const { op = rowOp, prefix, a = ZERO, imm = 0 } = decoded;
    const fields = packFields(decoded, isWide, baseCycles(op, imm), timingOf(op));
    return { op: prefix ?? op, then: op, a, fields, imm };
  };
