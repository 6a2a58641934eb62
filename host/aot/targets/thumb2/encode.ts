import type { Allocation } from '../../machine/allocate.ts';
import { landings } from '../../machine/landings.ts';
import type { Inst, MachineBlock, MachineFunction, Reg } from '../../machine/lir.ts';
import type { Section } from '../../object-code.ts';
import { tooLarge } from '../../too-large.ts';
import { Assembler, IT_ONE, type Label } from './assembler.ts';
import { encodeRow, moveImmediate } from './encode-instruction.ts';
import { flagsFreeAfter, withoutRedundantTests } from './flags.ts';
import { Frame } from './frame.ts';
import type { Flags } from './narrow.ts';
import { codeOf, SP } from './registers.ts';

const FIRST_STACK = 16;
const NE = 1;
/** Permanently undefined (A7.7.194). */
const UDF = 0xde00;
/** Intrinsics without operands: ARMv7-M ARM, A5.2.5 and A5.3.4. */
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

/** Encodes an allocated function; callee-saved registers that it uses are kept as AAPCS asks. */
export const encode = (fn: MachineFunction, allocation: Allocation): Section => {
  const asm = new Assembler();
  const place = (reg: Reg): number => (reg < FIRST_STACK ? reg : (allocation.assigned.get(reg) as number));
  const used = new Set<number>();
  for (const { insts } of fn.blocks) for (const { defs } of insts) for (const def of defs) used.add(place(def));
  const frame = new Frame(fn, allocation, used);
  const labels = new Map<MachineBlock, Label>(fn.blocks.map((block) => [block, Symbol(`block ${block.id}`)]));
  const isNothing = (inst: Inst) => inst.op === 'mov' && place(inst.defs[0] as Reg) === place(inst.uses[0] as Reg);
  const landing = landings(fn, isNothing);
  const labelOf = (block: MachineBlock) => labels.get(landing(block)) as Label;

  const stack = (isLoad: boolean, register: number, offset: number) => {
    if (register < 8 && offset <= 1020) return asm.half((isLoad ? 0x9800 : 0x9000) | (register << 8) | (offset >> 2));
    if (offset > 4095) throw tooLarge(fn.symbol, 'a stack frame of more than 4095 bytes');
    asm.wide((isLoad ? 0xf8d0 : 0xf8c0) | SP, (register << 12) | offset);
  };
  const move = (to: number, from: number) => {
    if (to >= FIRST_STACK) stack(false, from, frame.slot(to));
    else if (from >= FIRST_STACK) stack(true, to, frame.slot(from));
    else if (to !== from) asm.half(0x4600 | ((to & 8) << 4) | (from << 3) | (to & 7));
  };
  const jump = (to: MachineBlock, next: MachineBlock | undefined) => {
    if (landing(to) === next) return;
    asm.branch(labelOf(to));
    asm.endOfFlow();
  };
  const branch = (inst: Inst, before: Inst | undefined, next: MachineBlock | undefined): void => {
    const [then, otherwise] = (inst.targets as MachineBlock[]).map(landing) as [MachineBlock, MachineBlock];
    if (then === otherwise) return jump(then, next);
    const isReversed = then === next;
    const label = labelOf(isReversed ? otherwise : then);
    const condition = codeOf(inst.condition) ^ (isReversed ? 1 : 0);
    if (before && isZeroTest(before)) asm.branchOnZero(label, place(before.uses[0] as Reg), condition === 1);
    else asm.branch(label, condition);
    if (!isReversed) jump(otherwise, next);
  };
  /** A comparison with 0 of a low register, for equality, right before its branch: CBZ does both. */
  const isZeroTest = (inst: Inst): boolean => inst.op === 'cmp' && inst.imm === 0 && place(inst.uses[0] as Reg) < 8;
  const isFused = (inst: Inst, next: Inst | undefined): boolean =>
    next?.op === 'bcc' && (next.condition === 'eq' || next.condition === 'ne') && isZeroTest(inst);

  const compareImmediate = (op: 'cmp' | 'cmn', register: number, imm: number) =>
    encodeRow(asm, { op, d: 0, d2: 0, uses: [register], inst: { op, defs: [], uses: [], imm }, flags: 'set' });
  const trapUnless = (jumpIfFine: (fine: Label) => void) => {
    const fine = Symbol('fine');
    jumpIfFine(fine);
    asm.half(UDF);
    asm.label(fine);
  };

  const emit = (inst: Inst, before: Inst | undefined, flags: Flags, next: MachineBlock | undefined): void => {
    const { op, imm = 0 } = inst;
    const [d = 0, d2 = 0] = inst.defs.map(place);
    const uses = inst.uses.map(place);
    const [a = 0, b = 0] = uses;
    if (encodeRow(asm, { op, d, d2, uses, inst, flags })) return;
    if (op in plain) return asm.half(plain[op] as number);
    if (op in barriers) return asm.wide(0xf3bf, barriers[op] as number);
    switch (op) {
      case 'mov':
        return move(d, a);
      case 'const':
        return inst.symbol ? asm.loadLiteral(d, inst.symbol, imm) : moveImmediate(asm, d, imm, flags);
      case 'str_sp':
        return stack(false, a, imm);
      case 'ldr_sp':
        return stack(true, d, imm);
      case 'load_argument':
        return stack(true, d, frame.incoming + imm);
      case 'store_result':
        return stack(false, a, frame.incoming + imm);
      case 'setcc': {
        // IT with one then and one else (A7.7.38): inside it narrow moves leave the flags alone.
        const condition = codeOf(inst.condition);
        asm.ifThen(condition, (condition & 1) === 1 ? 0x4 : 0xc);
        moveImmediate(asm, d, 1, 'any');
        return moveImmediate(asm, d, 0, 'any');
      }
      case 'movcc':
        if (inst.imm === undefined && d === b) return;
        asm.ifThen(codeOf(inst.condition), IT_ONE);
        return inst.imm === undefined ? move(d, b) : moveImmediate(asm, d, imm, 'any');
      case 'add_if':
      case 'sub_if':
        asm.ifThen(codeOf(inst.condition), IT_ONE);
        encodeRow(asm, { op: op.slice(0, 3), d, d2, uses: [a], inst, flags: 'any' });
        return;
      case 'trap_if_zero':
        return trapUnless((fine) => {
          if (a < 8) return asm.branchOnZero(fine, a, true);
          compareImmediate('cmp', a, 0);
          asm.branch(fine, NE);
        });
      case 'trap_if_overflow':
        return trapUnless((fine) => {
          compareImmediate('cmn', b, 1);
          asm.branch(fine, NE);
          compareImmediate('cmp', a, 0x8000_0000 | 0);
          asm.branch(fine, NE);
        });
      case 'trapcc':
        return asm.trapIf(codeOf(inst.condition), imm);
      case 'trap':
        return asm.leave('sandbox.trap', imm);
      case 'bl':
        return asm.call(inst.symbol as string);
      case 'blx':
        return asm.half(0x4780 | (a << 3));
      case 'getMsp':
        return asm.wide(0xf3ef, 0x8008 | (d << 8));
      case 'setMsp':
        return asm.wide(0xf380 | a, 0x8808);
      case 'udf':
        asm.half(UDF | imm);
        return asm.endOfFlow();
      case 'ret':
        return frame.epilogue(asm);
      case 'b':
        return jump((inst.targets as MachineBlock[])[0] as MachineBlock, next);
      case 'tbb':
        asm.branchByTable(
          a,
          (inst.targets as MachineBlock[]).map((target) => labelOf(landing(target))),
        );
        return asm.endOfFlow();
      case 'bcc':
        return branch(inst, before, next);
      default:
        throw new Error(`${fn.symbol}: no encoding for ${op}`);
    }
  };

  frame.prologue(asm);
  const kept = fn.blocks.filter((block, at) => at === 0 || landing(block) === block);
  kept.forEach((block, index) => {
    asm.label(labels.get(block) as Label);
    const insts = withoutRedundantTests(
      block.insts.filter((inst) => !isNothing(inst)),
      place,
    );
    const isFree = flagsFreeAfter(insts);
    insts.forEach((inst, at) => {
      const [before, behind] = [insts[at - 1], insts[at + 1]];
      if (isFused(inst, behind)) return;
      asm.at = inst.at ?? 0;
      const fusedTest = before && isFused(before, inst) ? before : undefined;
      emit(inst, fusedTest, inst.setsFlags ? 'set' : isFree[at] ? 'any' : 'keep', kept[index + 1]);
    });
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
    frameBytes: frame.bytes,
  };
};
