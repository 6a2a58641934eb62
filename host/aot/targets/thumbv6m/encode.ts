import type { Allocation } from '../../machine/allocate.ts';
import { landings } from '../../machine/landings.ts';
import type { Inst, MachineBlock, MachineFunction, Reg } from '../../machine/lir.ts';
import type { Section } from '../../object-code.ts';
import { Assembler, type Label } from './assembler.ts';
import { LR } from './registers.ts';
import { misalignedOperand } from './sandbox.ts';

const conditionCodes = ['eq', 'ne', 'hs', 'lo', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le'];
const codeOf = (condition: string | undefined): number => conditionCodes.indexOf(condition ?? '');

// ARMv6-M ARM (DDI 0419), A5.2 and A6.7. Rows by shape of the operands.
/** rd, rn, rm */
const threeRegisters: Record<string, number> = { adds: 0x1800, subs: 0x1a00 };
/** rdn, rm */
const dataProcessing: Record<string, number> = {
  ands: 0x4000,
  eors: 0x4040,
  lsls: 0x4080,
  lsrs: 0x40c0,
  asrs: 0x4100,
  adcs: 0x4140,
  sbcs: 0x4180,
  rors: 0x41c0,
  orrs: 0x4300,
  muls: 0x4340,
  bics: 0x4380,
};
/** rd, rm */
const unary: Record<string, number> = {
  sxth: 0xb200,
  sxtb: 0xb240,
  uxth: 0xb280,
  uxtb: 0xb2c0,
  rev: 0xba00,
  rsbs: 0x4240,
  mvns: 0x43c0,
};
/** rd, rm, #imm5 */
const shiftImmediate: Record<string, number> = { lsls_imm: 0x0000, lsrs_imm: 0x0800, asrs_imm: 0x1000 };
/** rt, [rn, rm] */
const registerOffset: Record<string, number> = {
  store32_reg: 0x5000,
  store16_reg: 0x5200,
  store8_reg: 0x5400,
  load8_s_reg: 0x5600,
  load32_reg: 0x5800,
  load16_u_reg: 0x5a00,
  load8_u_reg: 0x5c00,
  load16_s_reg: 0x5e00,
};
/** rt, [rn, #imm5 × unit] */
const immediateOffset: Record<string, readonly [number, number]> = {
  store32_imm: [0x6000, 4],
  load32_imm: [0x6800, 4],
  store8_imm: [0x7000, 1],
  load8_u_imm: [0x7800, 1],
  store16_imm: [0x8000, 2],
  load16_u_imm: [0x8800, 2],
};
/** Intrinsics without operands. */
const plain: Record<string, number> = {
  nop: 0xbf00,
  wfe: 0xbf20,
  wfi: 0xbf30,
  sev: 0xbf40,
  cpsie: 0xb662,
  cpsid: 0xb672,
  bkpt: 0xbe00,
};
const barriers: Record<string, number> = { dsb: 0x8f4f, isb: 0x8f6f };
/** Instructions whose N and Z flags describe their result. */
const setsZero = new Set([
  ...Object.keys(threeRegisters),
  ...Object.keys(dataProcessing),
  ...Object.keys(shiftImmediate),
  'rsbs',
  'mvns',
  'adds_imm3',
  'subs_imm3',
  'adds_imm8',
  'subs_imm8',
]);
const FIRST_STACK = 16;
/** Words above sp that LDR and STR reach (A6.7.26, A6.7.59: eight bits, scaled). */
const STACK_REACH = 255;
/** r4-r11 and lr. */
const MOST_PUSHED = 9;
/** A function that calls nothing may use so many bytes of the stack unasked: the linker's reserve covers them. */
const LEAF_BYTES = 128;
/** Beyond this a jump may need BL, which takes lr. */
const LARGE_FUNCTION = 1800;

/** Encodes an allocated function; callee-saved registers that it uses are kept as AAPCS asks. */
export const encode = (fn: MachineFunction, allocation: Allocation): Section => {
  // Stores far up the stack take lr as a scratch register.
  const ownWords = allocation.stackWords + fn.outgoingBytes / 4;
  const has = (isSuch: (op: string) => boolean) => fn.blocks.some(({ insts }) => insts.some(({ op }) => isSuch(op)));
  const resultWords = has((op) => op === 'store_result') ? MOST_PUSHED + (fn.incomingBytes ?? 0) / 4 : 0;
  const isFrameFar = ownWords + resultWords > STACK_REACH;
  const savesLink = fn.makesCalls || isFrameFar || has((op) => op.endsWith('_any'));
  const first = encodeWith(fn, allocation, savesLink);
  return first.bytes.length > LARGE_FUNCTION && !savesLink ? encodeWith(fn, allocation, true) : first;
};

const encodeWith = (fn: MachineFunction, allocation: Allocation, savesLink: boolean): Section => {
  const asm = new Assembler();
  const place = (reg: Reg): number => (reg < FIRST_STACK ? reg : (allocation.assigned.get(reg) as number));
  const used = new Set<number>();
  for (const { insts } of fn.blocks) for (const { defs } of insts) for (const def of defs) used.add(place(def));
  const high = [8, 9, 10, 11].filter((reg) => used.has(reg));
  const wanted = allocation.stackWords + fn.outgoingBytes / 4;
  const checksStack = fn.stackTrap !== undefined && (fn.makesCalls || 4 * wanted > LEAF_BYTES);
  const scratch = Math.max(Math.min(2, high.length), checksStack ? 1 : 0);
  const lowSaved = [4, 5, 6, 7].filter((reg) => used.has(reg) || reg < 4 + scratch);
  const pushed = lowSaved.length + (savesLink || lowSaved.length > 0 ? 1 : 0) + high.length;
  const frameWords = fn.makesCalls && (pushed + wanted) % 2 === 1 ? wanted + 1 : wanted;
  /** A frame of one word is made and left with the saved registers: r3, which no results are in, goes with them. */
  const isPushed = frameWords === 1 && pushed > 0 && high.length === 0;
  const pushList = [...(isPushed ? [3] : []), ...lowSaved].reduce((bits, reg) => bits | (1 << reg), 0);
  const movedWords = isPushed ? 0 : frameWords;
  const slotOffset = (reg: number) => fn.outgoingBytes / 4 + (reg - FIRST_STACK);
  const labels = new Map<MachineBlock, Label>(fn.blocks.map((block) => [block, Symbol(`block ${block.id}`)]));
  const labelOf = (block: MachineBlock) => labels.get(landing(block)) as Label;

  /** `register` = sp + 4 · word, without touching the flags: loads, stores and moves stand where they are alive. */
  const stackAddress = (register: number, word: number) => {
    asm.loadLiteral(register, '', 4 * word);
    asm.half(0x4468 | register);
  };
  const loadStack = (to: number, word: number) => {
    if (word <= STACK_REACH) return asm.half(0x9800 | (to << 8) | word);
    stackAddress(to, word);
    asm.half(0x6800 | (to << 3) | to);
  };
  const storeStack = (from: number, word: number) => {
    if (word <= STACK_REACH) return asm.half(0x9000 | (from << 8) | word);
    const base = from === 0 ? 1 : 0;
    mov(LR, base);
    stackAddress(base, word);
    asm.half(0x6000 | (base << 3) | from);
    mov(base, LR);
  };
  const mov = (to: number, from: number) => {
    if (to === from) return;
    if (to >= FIRST_STACK) storeStack(from, slotOffset(to));
    else if (from >= FIRST_STACK) loadStack(to, slotOffset(from));
    else asm.half(0x4600 | ((to & 8) << 4) | (from << 3) | (to & 7));
  };
  const movImmediate = (to: number, value: number) => {
    const unsigned = value >>> 0;
    const shift = unsigned === 0 ? 0 : 31 - Math.clz32(unsigned & -unsigned);
    if (unsigned <= 255) asm.half(0x2000 | (to << 8) | unsigned);
    else if (unsigned >>> shift <= 255) {
      asm.half(0x2000 | (to << 8) | (unsigned >>> shift));
      asm.half((shift << 6) | (to << 3) | to);
    } else if (~value >= 0 && ~value <= 255) {
      asm.half(0x2000 | (to << 8) | ~value);
      asm.half(0x43c0 | (to << 3) | to);
    } else asm.loadLiteral(to, '', value);
  };
  const adjustStack = (words: number, opcode: number) => {
    for (let left = words; left > 0; left -= 127) asm.half(opcode | Math.min(left, 127));
  };
  const trapIf = (condition: string | undefined, word: number) => {
    const site = Symbol('trap');
    asm.branch(site, codeOf(condition));
    asm.cold(`trap ${word}`, () => {
      asm.label(site);
      asm.leave('sandbox.trap', word);
    });
  };
  /** An access to an address whose low bits are in the flags: where they are not 0, see sandbox.ts. */
  const accessAny = ({ op, imm = 0, defs, uses }: Inst) => {
    const plain = op.replace('_any', '');
    const [slow, back] = [Symbol('slow'), Symbol('back')];
    asm.branch(slow, codeOf('ne'));
    const [data, base] = [...defs, ...uses].map(place) as [number, number];
    const [opcode, unit] = immediateOffset[`${plain.replace('_s', '_u')}_imm`] as readonly [number, number];
    asm.half(opcode | ((imm / unit) << 6) | (base << 3) | data);
    if (plain === 'load16_s') asm.half(0xb200 | (data << 3) | data);
    asm.label(back);
    asm.cold(`access ${String(accesses++)}`, () => {
      asm.label(slow);
      asm.call('sandbox.misaligned', misalignedOperand(plain, data, base, imm));
      asm.branch(back);
    });
  };
  let accesses = 0;
  const prologue = () => {
    if (savesLink || lowSaved.length > 0) asm.half(0xb500 | pushList);
    for (let at = 0; at < high.length; at += 2) {
      const group = high.slice(at, at + 2);
      group.forEach((reg, index) => {
        mov(4 + index, reg);
      });
      asm.half(0xb400 | (group.length === 2 ? 0x30 : 0x10));
    }
    if (checksStack) {
      asm.loadLiteral(4, 'env.stack_limit', 4 * movedWords);
      asm.half(0x45a5); // cmp sp, r4
      trapIf('lo', fn.stackTrap as number);
    }
    adjustStack(movedWords, 0xb080);
  };
  const epilogue = () => {
    adjustStack(movedWords, 0xb000);
    for (let at = (high.length - 1) & ~1; at >= 0; at -= 2) {
      const group = high.slice(at, at + 2);
      asm.half(0xbc00 | (group.length === 2 ? 0x0c : 0x04));
      group.forEach((reg, index) => {
        mov(reg, 2 + index);
      });
    }
    if (savesLink || lowSaved.length > 0) asm.half(0xbd00 | pushList);
    else asm.half(0x4700 | (LR << 3));
  };

  const emit = (inst: Inst, next: MachineBlock | undefined) => {
    const { op, imm = 0 } = inst;
    const [d = 0] = inst.defs.map(place);
    const u = inst.uses.map(place);
    const [a = 0, b = 0, c = 0] = u;
    if (op === 'mov') return mov(d, a);
    if (op === 'const') return inst.symbol ? asm.loadLiteral(d, inst.symbol, imm) : movImmediate(d, imm);
    if (op in threeRegisters) return asm.half((threeRegisters[op] as number) | (b << 6) | (a << 3) | d);
    if (op in dataProcessing) return asm.half((dataProcessing[op] as number) | (b << 3) | d);
    if (op in unary) return asm.half((unary[op] as number) | (a << 3) | d);
    if (op in shiftImmediate) return asm.half((shiftImmediate[op] as number) | (imm << 6) | (a << 3) | d);
    if (op in registerOffset) {
      const [data, base, index] = op.startsWith('store') ? [a, b, c] : [d, a, b];
      return asm.half((registerOffset[op] as number) | (index << 6) | (base << 3) | data);
    }
    const offset = immediateOffset[op];
    if (offset) {
      const [data, base] = op.startsWith('store') ? [a, b] : [d, a];
      return asm.half(offset[0] | ((imm / offset[1]) << 6) | (base << 3) | data);
    }
    if (op in plain) return asm.half(plain[op] as number);
    if (op.endsWith('_any')) return accessAny(inst);
    if (op in barriers) return asm.wide(0xf3bf, barriers[op] as number);
    switch (op) {
      case 'add':
        return asm.half(
          Math.max(d, b) > 7 ? 0x4400 | ((d & 8) << 4) | (b << 3) | (d & 7) : 0x1800 | (b << 6) | (d << 3) | d,
        );
      case 'ldm':
        return asm.half(0xc800 | (a << 8) | inst.defs.slice(1).reduce((list, def) => list | (1 << place(def)), 0));
      case 'adds_imm3':
        return asm.half(0x1c00 | (imm << 6) | (a << 3) | d);
      case 'subs_imm3':
        return asm.half(0x1e00 | (imm << 6) | (a << 3) | d);
      case 'adds_imm8':
        return asm.half(0x3000 | (d << 8) | imm);
      case 'subs_imm8':
        return asm.half(0x3800 | (d << 8) | imm);
      case 'cmp_imm':
        return asm.half(0x2800 | (a << 8) | imm);
      case 'cmp':
        return asm.half(b > 7 ? 0x4500 | ((a & 8) << 4) | (b << 3) | (a & 7) : 0x4280 | (b << 3) | a);
      case 'str_sp':
        return storeStack(a, imm >> 2);
      case 'ldr_sp':
        return loadStack(d, imm >> 2);
      case 'store_result':
        return storeStack(a, frameWords + pushed + (imm >> 2));
      case 'load_argument':
        return loadStack(d, frameWords + pushed + (imm >> 2));
      case 'setcc': {
        const [yes, end] = [Symbol('yes'), Symbol('end')];
        asm.branch(yes, codeOf(inst.condition));
        asm.half(0x2000 | (d << 8));
        asm.branch(end);
        asm.label(yes);
        asm.half(0x2000 | (d << 8) | 1);
        return asm.label(end);
      }
      case 'movcc': {
        if (d === b) return;
        const end = Symbol('end');
        asm.branch(end, codeOf(inst.condition) ^ 1);
        mov(d, b);
        return asm.label(end);
      }
      case 'bl':
        return asm.call(inst.symbol as string);
      case 'blx':
        return asm.half(0x4780 | (a << 3));
      case 'getMsp':
        return asm.wide(0xf3ef, 0x8008 | (d << 8));
      case 'setMsp':
        return asm.wide(0xf380 | a, 0x8808);
      case 'trapcc':
        return trapIf(inst.condition, imm);
      case 'trap':
        return asm.leave('sandbox.trap', imm);
      case 'udf':
        return asm.half(0xde00 | imm);
      case 'ret':
        return epilogue();
      case 'b':
        return jump(inst.targets?.[0], next);
      case 'bcc': {
        const [then, otherwise] = (inst.targets as MachineBlock[]).map(landing);
        if (then === otherwise) return jump(then, next);
        if (then === next) return asm.branch(labelOf(otherwise as MachineBlock), codeOf(inst.condition) ^ 1);
        asm.branch(labelOf(then as MachineBlock), codeOf(inst.condition));
        return jump(otherwise, next);
      }
      default:
        throw new Error(`${fn.symbol}: no encoding for ${op}`);
    }
  };
  const jump = (to: MachineBlock | undefined, next: MachineBlock | undefined) => {
    if (to && landing(to) !== next) asm.branch(labelOf(to));
  };

  const isNothing = (inst: Inst) => inst.op === 'mov' && place(inst.defs[0] as Reg) === place(inst.uses[0] as Reg);
  const landing = landings(fn, isNothing);

  const kept = fn.blocks.filter((block, at) => at === 0 || landing(block) === block);

  prologue();
  kept.forEach((block, index) => {
    asm.label(labels.get(block) as Label);
    const insts = withoutRedundantTests(
      block.insts.filter((inst) => !isNothing(inst)),
      place,
    );
    for (const inst of insts) {
      asm.at = inst.at ?? 0;
      emit(inst, kept[index + 1]);
    }
  });
  const { bytes, relocations, dataRanges, origins } = asm.assemble();
  return {
    symbol: fn.symbol,
    kind: 'code',
    align: 4,
    bytes,
    relocations,
    dataRanges,
    origins,
    frameBytes: 4 * (pushed + frameWords),
  };
};

/** `cmp r, #0` for equality is idle right after an instruction that set the flags by r. */
const withoutRedundantTests = (insts: Inst[], place: (reg: Reg) => number): Inst[] =>
  insts.filter((inst, index) => {
    if (inst.op !== 'cmp_imm' || inst.imm !== 0) return true;
    const reader = insts.slice(index + 1).find(({ condition }) => condition !== undefined);
    if (reader?.condition !== 'eq' && reader?.condition !== 'ne') return true;
    const tested = place(inst.uses[0] as Reg);
    for (let at = index - 1; at >= 0; at--) {
      const before = insts[at] as Inst;
      const writes = before.defs.some((def) => place(def) === tested);
      if (setsZero.has(before.op)) return !writes;
      if (writes || !(before.op === 'mov' || before.op.startsWith('load') || before.op.startsWith('store')))
        return true;
    }
    return true;
  });
