import { hex32 } from '../../../units.ts';
import {
  barriers,
  conditionNames,
  type Disassemble,
  farTarget,
  hints,
  registerList,
  registerName,
  type Symbolize,
  signed,
  specialRegister,
  target,
} from '../disassembly.ts';

interface Fields {
  readonly op: number;
  readonly address: number;
  readonly name: Symbolize;
}
const low = (op: number, at: number): string => `r${(op >> at) & 7}`;
const imm = (op: number, at: number, bits: number): number => (op >> at) & ((1 << bits) - 1);

const dataProcessing = 'ands eors lsls lsrs asrs adcs sbcs rors tst rsbs cmp cmn orrs muls bics mvns'.split(' ');
const registerOffset = 'str strh strb ldrsb ldr ldrh ldrb ldrsh'.split(' ');

/** Rows of ARMv6-M ARM (DDI 0419) A5.2: mask, value, text. The first that matches holds. */
export const narrowRows: readonly (readonly [mask: number, value: number, text: (f: Fields) => string])[] = [
  [0xffc0, 0x0000, ({ op }) => `movs ${low(op, 0)}, ${low(op, 3)}`],
  [0xf800, 0x0000, ({ op }) => `lsls ${low(op, 0)}, ${low(op, 3)}, #${imm(op, 6, 5)}`],
  [0xf800, 0x0800, ({ op }) => `lsrs ${low(op, 0)}, ${low(op, 3)}, #${imm(op, 6, 5) || 32}`],
  [0xf800, 0x1000, ({ op }) => `asrs ${low(op, 0)}, ${low(op, 3)}, #${imm(op, 6, 5) || 32}`],
  [0xfe00, 0x1800, ({ op }) => `adds ${low(op, 0)}, ${low(op, 3)}, ${low(op, 6)}`],
  [0xfe00, 0x1a00, ({ op }) => `subs ${low(op, 0)}, ${low(op, 3)}, ${low(op, 6)}`],
  [0xfe00, 0x1c00, ({ op }) => `adds ${low(op, 0)}, ${low(op, 3)}, #${imm(op, 6, 3)}`],
  [0xfe00, 0x1e00, ({ op }) => `subs ${low(op, 0)}, ${low(op, 3)}, #${imm(op, 6, 3)}`],
  [0xf800, 0x2000, ({ op }) => `movs ${low(op, 8)}, #${imm(op, 0, 8)}`],
  [0xf800, 0x2800, ({ op }) => `cmp ${low(op, 8)}, #${imm(op, 0, 8)}`],
  [0xf800, 0x3000, ({ op }) => `adds ${low(op, 8)}, #${imm(op, 0, 8)}`],
  [0xf800, 0x3800, ({ op }) => `subs ${low(op, 8)}, #${imm(op, 0, 8)}`],
  [0xffc0, 0x4240, ({ op }) => `rsbs ${low(op, 0)}, ${low(op, 3)}, #0`],
  [0xfc00, 0x4000, ({ op }) => `${dataProcessing[imm(op, 6, 4)]} ${low(op, 0)}, ${low(op, 3)}`],
  [0xff00, 0x4400, ({ op }) => `add ${registerName(((op >> 4) & 8) | (op & 7))}, ${registerName(imm(op, 3, 4))}`],
  [0xff00, 0x4500, ({ op }) => `cmp ${registerName(((op >> 4) & 8) | (op & 7))}, ${registerName(imm(op, 3, 4))}`],
  [0xff00, 0x4600, ({ op }) => `mov ${registerName(((op >> 4) & 8) | (op & 7))}, ${registerName(imm(op, 3, 4))}`],
  [0xff87, 0x4700, ({ op }) => `bx ${registerName(imm(op, 3, 4))}`],
  [0xff87, 0x4780, ({ op }) => `blx ${registerName(imm(op, 3, 4))}`],
  [
    0xf800,
    0x4800,
    ({ op, address }) =>
      `ldr ${low(op, 8)}, [pc, #${4 * imm(op, 0, 8)}] ; ${hex32(((address + 4) & ~3) + 4 * imm(op, 0, 8))}`,
  ],
  [0xf000, 0x5000, ({ op }) => `${registerOffset[imm(op, 9, 3)]} ${low(op, 0)}, [${low(op, 3)}, ${low(op, 6)}]`],
  [0xf800, 0x6000, ({ op }) => `str ${low(op, 0)}, [${low(op, 3)}, #${4 * imm(op, 6, 5)}]`],
  [0xf800, 0x6800, ({ op }) => `ldr ${low(op, 0)}, [${low(op, 3)}, #${4 * imm(op, 6, 5)}]`],
  [0xf800, 0x7000, ({ op }) => `strb ${low(op, 0)}, [${low(op, 3)}, #${imm(op, 6, 5)}]`],
  [0xf800, 0x7800, ({ op }) => `ldrb ${low(op, 0)}, [${low(op, 3)}, #${imm(op, 6, 5)}]`],
  [0xf800, 0x8000, ({ op }) => `strh ${low(op, 0)}, [${low(op, 3)}, #${2 * imm(op, 6, 5)}]`],
  [0xf800, 0x8800, ({ op }) => `ldrh ${low(op, 0)}, [${low(op, 3)}, #${2 * imm(op, 6, 5)}]`],
  [0xf800, 0x9000, ({ op }) => `str ${low(op, 8)}, [sp, #${4 * imm(op, 0, 8)}]`],
  [0xf800, 0x9800, ({ op }) => `ldr ${low(op, 8)}, [sp, #${4 * imm(op, 0, 8)}]`],
  [0xf800, 0xa000, ({ op, address }) => `adr ${low(op, 8)}, ${hex32(((address + 4) & ~3) + 4 * imm(op, 0, 8))}`],
  [0xf800, 0xa800, ({ op }) => `add ${low(op, 8)}, sp, #${4 * imm(op, 0, 8)}`],
  [0xff80, 0xb000, ({ op }) => `add sp, #${4 * imm(op, 0, 7)}`],
  [0xff80, 0xb080, ({ op }) => `sub sp, #${4 * imm(op, 0, 7)}`],
  [0xff00, 0xb200, ({ op }) => `${['sxth', 'sxtb', 'uxth', 'uxtb'][imm(op, 6, 2)]} ${low(op, 0)}, ${low(op, 3)}`],
  [0xfe00, 0xb400, ({ op }) => `push ${registerList((op & 0xff) | ((op & 0x100) << 6))}`],
  [0xffff, 0xb662, () => 'cpsie i'],
  [0xffff, 0xb672, () => 'cpsid i'],
  [0xffc0, 0xba00, ({ op }) => `rev ${low(op, 0)}, ${low(op, 3)}`],
  [0xffc0, 0xba40, ({ op }) => `rev16 ${low(op, 0)}, ${low(op, 3)}`],
  [0xffc0, 0xbac0, ({ op }) => `revsh ${low(op, 0)}, ${low(op, 3)}`],
  [0xfe00, 0xbc00, ({ op }) => `pop ${registerList((op & 0xff) | ((op & 0x100) << 7))}`],
  [0xff00, 0xbe00, ({ op }) => `bkpt #${op & 0xff}`],
  [0xff0f, 0xbf00, ({ op }) => hints[imm(op, 4, 4)] ?? 'nop'],
  [0xf800, 0xc000, ({ op }) => `stmia ${low(op, 8)}!, ${registerList(op & 0xff)}`],
  [
    0xf800,
    0xc800,
    ({ op }) => `ldmia ${low(op, 8)}${op & (1 << imm(op, 8, 3)) ? '' : '!'}, ${registerList(op & 0xff)}`,
  ],
  [0xff00, 0xde00, ({ op }) => `udf #${op & 0xff}`],
  [0xff00, 0xdf00, ({ op }) => `svc #${op & 0xff}`],
  [
    0xf000,
    0xd000,
    ({ op, address, name }) =>
      `b${conditionNames[imm(op, 8, 4)]} ${target(address + 4 + 2 * signed(op & 0xff, 8), name)}`,
  ],
  [0xf800, 0xe000, ({ op, address, name }) => `b ${target(address + 4 + 2 * signed(op & 0x7ff, 11), name)}`],
];

export const disassembleOne: Disassemble = (first, second, address, name) => {
  if ((first & 0xf800) === 0xf000 && (second & 0xd000) === 0xd000)
    return { text: `bl ${target(farTarget(first, second, address), name)}`, bytes: 4 };
  const isBarrier = first === 0xf3bf && (second & 0xff0f) === 0x8f0f;
  const isRead = first === 0xf3ef && (second & 0xf000) === 0x8000;
  const isWrite = (first & 0xfff0) === 0xf380 && (second & 0xff00) === 0x8800;
  const register = specialRegister(second & 0xff);
  if (isBarrier) return { text: barriers[(second >> 4) & 15] ?? 'barrier', bytes: 4 };
  if (isRead) return { text: `mrs ${registerName((second >> 8) & 15)}, ${register}`, bytes: 4 };
  if (isWrite) return { text: `msr ${register}, ${registerName(first & 15)}`, bytes: 4 };
  const row = narrowRows.find(([mask, value]) => (first & mask) === value);
  return { text: row ? row[2]({ op: first, address, name }) : `.inst.n 0x${first.toString(16)}`, bytes: 2 };
};
