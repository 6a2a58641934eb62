import type { Inst } from '../../machine/lir.ts';
import type { Assembler } from './assembler.ts';
import * as rows from './encodings.ts';
import { modifiedImmediate } from './immediates.ts';
import * as narrow from './narrow.ts';
import { PC } from './registers.ts';

/** An instruction's operands as machine registers. */
export interface Placed {
  readonly op: string;
  /** First and second result. */
  readonly d: number;
  readonly d2: number;
  readonly uses: readonly number[];
  readonly inst: Inst;
  readonly flags: narrow.Flags;
}

type Encoder = (asm: Assembler, placed: Placed) => boolean;

/** imm12 or a shift amount as its fields imm3 (14..12) and imm2 (7..6). */
const shiftFields = ({ shift }: Inst): number => {
  if (!shift) return 0;
  return ((shift.amount & 0x1c) << 10) | ((shift.amount & 3) << 6) | (rows.shiftTypes[shift.by] << 4);
};
/** i (bit 10 of the first halfword), imm3 and imm8 (in the second). */
const immediateFields = (bits: number): readonly [number, number] => [
  (bits >> 11) << 10,
  (((bits >> 8) & 7) << 12) | (bits & 0xff),
];
const emit = (asm: Assembler, half: number | undefined, first: number, second: number): true => {
  if (half === undefined) asm.wide(first, second);
  else asm.half(half);
  return true;
};
const isTest = (op: string): boolean => op === 'tst' || op === 'cmp' || op === 'cmn';

/** Constants: the shortest form that does not disturb the flags where they matter. */
export const moveImmediate = (asm: Assembler, d: number, value: number, flags: narrow.Flags): void => {
  const word = value >>> 0;
  if (d < 8 && word < 256 && flags !== 'keep') return asm.half(0x2000 | (d << 8) | word);
  for (const [op, bits] of [
    ['mov', modifiedImmediate(word)],
    ['mvn', modifiedImmediate(~word)],
  ] as const) {
    if (bits === undefined) continue;
    const [first, second] = rows.withImmediate[op] as rows.Row;
    const [i, fields] = immediateFields(bits);
    return asm.wide(first | i, second | fields | (d << 8));
  }
  if (word > 0xffff) return asm.loadLiteral(d, '', value);
  const [first, second] = rows.plainImmediate.movw;
  asm.wide(
    first | ((word >> 11) & 1 ? 0x400 : 0) | (word >> 12),
    second | ((word & 0x700) << 4) | (d << 8) | (word & 0xff),
  );
};

const dataProcessing: Encoder = (asm, { op, d, uses, inst, flags }) => {
  const sets = flags === 'set' && !isTest(op) ? rows.SETS_FLAGS : 0;
  const target = isTest(op) ? 0 : d << 8;
  const [a = 0, b = 0] = uses;
  if (inst.imm === undefined) {
    const row = rows.shiftedRegister[op];
    if (!row) return false;
    const [n, m] = op === 'mvn' ? [0, a] : [a, b];
    const short = inst.shift
      ? undefined
      : op === 'mvn'
        ? narrow.narrowUnary(op, d, m, flags)
        : isTest(op)
          ? narrow.narrowTest(op, n, m)
          : narrow.narrowRegisters(op, d, n, m, flags);
    return emit(asm, short, row[0] | sets | n, row[1] | shiftFields(inst) | target | m);
  }
  const row = rows.withImmediate[op];
  if (!row) return false;
  const short =
    op === 'cmp' && a < 8 && inst.imm >= 0 && inst.imm < 256
      ? 0x2800 | (a << 8) | inst.imm
      : narrow.narrowImmediate(op, d, a, inst.imm, flags);
  const bits = modifiedImmediate(inst.imm);
  if (bits !== undefined) {
    const [i, fields] = immediateFields(bits);
    return emit(asm, short, row[0] | sets | i | a, row[1] | fields | target);
  }
  const plain = rows.plainImmediate[`${op}w` as 'addw' | 'subw'];
  if (!plain || inst.imm > 4095 || sets) throw new Error(`${op} takes no immediate ${inst.imm}`);
  const [i, fields] = immediateFields(inst.imm);
  return emit(asm, short, plain[0] | i | a, plain[1] | fields | target);
};

const shift: Encoder = (asm, { op, d, uses, inst, flags }) => {
  const row = rows.shiftsByRegister[op];
  if (!row) return false;
  const [a = 0, b = 0] = uses;
  const sets = flags === 'set' ? rows.SETS_FLAGS : 0;
  if (inst.imm === undefined)
    return emit(asm, narrow.narrowRegisters(op, d, a, b, flags), row[0] | sets | a, row[1] | (d << 8) | b);
  const fields = shiftFields({ ...inst, shift: { by: op as 'lsl', amount: inst.imm } });
  const [first, second] = rows.SHIFT_IMMEDIATE;
  return emit(asm, narrow.narrowImmediate(op, d, a, inst.imm, flags), first | sets, second | fields | (d << 8) | a);
};

const extension: Encoder = (asm, { op, d, uses, inst, flags }) => {
  const plain = rows.extensions[op];
  const row = plain ?? rows.accumulatingExtensions[op];
  if (!row) return false;
  const m = uses.at(-1) as number;
  const rotation = ((inst.imm ?? 0) >> 3) << 4;
  const short = plain && rotation === 0 ? narrow.narrowUnary(op, d, m, flags) : undefined;
  return emit(asm, short, row[0] | (plain ? PC : (uses[0] as number)), row[1] | (d << 8) | rotation | m);
};

const registers: Encoder = (asm, { op, d, d2, uses, inst, flags }) => {
  const [a = 0, b = 0, c = 0] = uses;
  const one = rows.unary[op];
  if (one) return emit(asm, narrow.narrowUnary(op, d, a, flags), one[0] | a, one[1] | (d << 8) | a);
  const three = rows.threeRegisters[op];
  if (three) {
    const [n, m] = rows.swapped.has(op) ? [b, a] : [a, b];
    const short = op === 'mul' ? narrow.narrowRegisters(op, d, a, b, flags) : undefined;
    return emit(asm, short, three[0] | n, three[1] | (d << 8) | m);
  }
  const four = rows.multiplyAccumulates[op];
  if (four) return emit(asm, undefined, four[0] | a, four[1] | (c << 12) | (d << 8) | b);
  const long = rows.longMultiplies[op];
  if (long) return emit(asm, undefined, long[0] | a, long[1] | (d << 12) | (d2 << 8) | b);
  // PKHTB shifts by 32 where it shifts by 0: without a shift it is PKHBT the other way round (A7.7.93).
  if (op === 'pkhtb' && !inst.shift) return registers(asm, { op: 'pkhbt', d, d2, uses: [b, a], inst, flags });
  const pack = rows.packs[op];
  return pack ? emit(asm, undefined, pack[0] | a, pack[1] | shiftFields(inst) | (d << 8) | b) : false;
};

const fields: Encoder = (asm, { op, d, uses, inst }) => {
  const { imm = 0, width = 0 } = inst;
  const [a = 0] = uses;
  const field = rows.bitFields[op];
  if (field)
    return emit(
      asm,
      undefined,
      field[0] | a,
      field[1] | ((imm & 0x1c) << 10) | ((imm & 3) << 6) | (d << 8) | (width - 1),
    );
  const saturation = rows.saturations[op];
  // SSAT counts from 1, USAT from 0.
  const limit = op === 'ssat' ? width - 1 : width;
  return saturation ? emit(asm, undefined, saturation[0] | a, saturation[1] | (d << 8) | limit) : false;
};

const memory: Encoder = (asm, { op, d, uses, inst }) => {
  const isPostIndexed = op.endsWith('_post');
  const name = isPostIndexed ? op.slice(0, -'_post'.length) : op;
  const row = rows.memory[name];
  if (!row) return false;
  const isStore = name.startsWith('st');
  const [data, base, index] = isStore ? uses : [d, ...uses];
  const [t, n] = [(data as number) << 12, base as number];
  const [first, second] = row;
  if (isPostIndexed) {
    const { imm = 0 } = inst;
    const mode = imm < 0 ? rows.POST_INDEX_DOWN : rows.POST_INDEX_UP;
    return emit(asm, undefined, first | n, second | t | mode | Math.abs(imm));
  }
  if (index !== undefined) {
    const short = inst.shift ? undefined : narrow.narrowIndexed(name, data as number, n, index);
    return emit(asm, short, first | n, second | t | ((inst.shift?.amount ?? 0) << 4) | index);
  }
  const { imm = 0 } = inst;
  if (imm < 0) return emit(asm, undefined, first | n, second | t | rows.NEGATIVE_OFFSET8 | -imm);
  return emit(asm, narrow.narrowOffset(name, data as number, n, imm), first | rows.OFFSET12 | n, second | t | imm);
};

const encoders: readonly Encoder[] = [memory, dataProcessing, shift, extension, registers, fields];

/** Encodes an instruction that is one row of a table; false if no table has it. */
export const encodeRow = (asm: Assembler, placed: Placed): boolean => encoders.some((encode) => encode(asm, placed));
