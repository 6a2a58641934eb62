import { ExitCode, ToolError } from '../../../errors.ts';
import type { Inst, MachineBlock, MachineFunction, Reg } from '../../machine/lir.ts';
import { FIRST_VIRTUAL, flagsStart } from '../../machine/lir.ts';
import { inSequence } from '../../machine/parallel-copies.ts';
import { ARGUMENT_REGISTERS, RESULT_REGISTERS, stackArguments, stackResults } from '../../ssa/convention.ts';
import { copiedTo, splitCriticalEdges } from '../../ssa/critical-edges.ts';
import { type Block, isLoad, isStore, type Op, type SsaFunction, successors, type Value } from '../../ssa/ir.ts';
import { isCompare, negated, swapped } from '../../ssa/simplify.ts';
import { countUses } from '../../ssa/uses.ts';
import { conditions, scratchAfterCall } from './registers.ts';
import { access, isIndexed } from './select-access.ts';
import { findRoundedShifts } from './select-rounding.ts';
import { countFused, findLastUses, findProjections, loopPreheaders } from './select-uses.ts';

const twoAddress: Partial<Record<Op, string>> = { mul: 'muls', and: 'ands', or: 'orrs', xor: 'eors' };
const shiftNames: Partial<Record<Op, string>> = { shl: 'lsls', shr_s: 'asrs', shr_u: 'lsrs', rotr: 'rors' };
const unaryNames: Partial<Record<Op, string>> = {
  extend8_s: 'sxtb',
  extend16_s: 'sxth',
  extend8_u: 'uxtb',
  extend16_u: 'uxth',
  rev: 'rev',
};

const flagSetters = new Set(['cmp', 'cmp_imm', 'adds', 'subs', 'sbcs']);
const flagReaders = new Set(['movcc', 'setcc', 'adcs', 'sbcs', 'bcc', 'trapcc']);

/** SSA → ARMv6-M instructions over virtual registers. Phis become copies at the ends of predecessors. */
export const select = (fn: SsaFunction): MachineFunction => {
  const regs = new Map<Value, Reg>();
  const machine: MachineFunction = {
    symbol: fn.symbol,
    blocks: [],
    nextReg: FIRST_VIRTUAL,
    remakes: new Map(),
    slots: new Set(),
    highSlots: new Set(),
    outgoingBytes: 0,
    incomingBytes: 4 * (stackArguments(fn.parameters) + stackResults(fn.results)),
    makesCalls: false,
    ...(fn.stackTrap !== undefined && { stackTrap: fn.stackTrap }),
  };
  const uses = countUses(fn);
  const projections = findProjections(fn);
  const isLastUse = findLastUses(fn);
  const preheaders = loopPreheaders(fn);
  splitCriticalEdges(fn);
  const blockOf = new Map<Block, MachineBlock>(
    fn.blocks.map((block, id) => [block, { id, loopDepth: block.loopDepth, insts: [], successors: [] }]),
  );
  const hoisted = new Map<Block, Map<string, Reg>>();
  let out: Inst[] = [];
  let here = fn.entry;
  /** What is being selected: see `Inst.at`. */
  let origin = 0;

  const fresh = (): Reg => machine.nextReg++;
  const emit = (op: string, defs: Reg[], used: Reg[], rest: Partial<Inst> = {}): void => {
    const flags = { ...(flagSetters.has(op) && { setsFlags: true }), ...(flagReaders.has(op) && { readsFlags: true }) };
    out.push({ op, defs, uses: used, at: origin, ...flags, ...rest });
  };
  const regOf = (value: Value): Reg => {
    if (value.op === 'const') return makeConstant({ op: 'const', defs: [], uses: [], imm: value.imm });
    if (value.op === 'symbol')
      return makeConstant({ op: 'const', defs: [], uses: [], imm: value.imm, symbol: value.symbol });
    let reg = regs.get(value);
    if (reg === undefined) {
      reg = fresh();
      regs.set(value, reg);
    }
    return reg;
  };
  /** Outside loops a constant is made where it is used; inside, once before the loop, and again only if registers run out. */
  const makeConstant = (inst: Inst): Reg => {
    const reg = fresh();
    const preheader = preheaders.get(here);
    if (!preheader) {
      out.push({ ...inst, at: origin, defs: [reg] });
      return reg;
    }
    const key = `${inst.symbol ?? ''} ${inst.imm}`;
    const known = hoisted.get(preheader) ?? new Map<string, Reg>();
    hoisted.set(preheader, known);
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, reg);
    const definition = { ...inst, at: origin, defs: [reg] };
    machine.remakes.set(reg, definition);
    (blockOf.get(preheader) as MachineBlock).insts.push(definition);
    return reg;
  };
  const constant = (imm: number): Reg => makeConstant({ op: 'const', defs: [], uses: [], imm });
  const small = (value: Value | undefined, limit: number): number | undefined =>
    value?.op === 'const' && value.imm >= 0 && value.imm <= limit ? value.imm : undefined;
  const tied = (op: string, value: Value, a: Value, rest: Reg[], extra: Partial<Inst> = {}): void => {
    const target = regOf(value);
    const first = regOf(a);
    emit('mov', [target], [first]);
    emit(op, [target], [target, ...rest], { isTied: true, ...extra });
  };

  /** Whether a value comes from outside the loop that is being selected. */
  const isOuter = ({ block }: Value): boolean => block.loopDepth < here.loopDepth;

  /** Emits the comparison and gives the condition under which `value` is not 0. */
  const test = (value: Value): string => {
    if (isCompare(value.op)) {
      const [a, b] = value.args as [Value, Value];
      const imm = small(b, 255);
      if (imm !== undefined) emit('cmp_imm', [], [regOf(a)], { imm });
      else if (isOuter(a) && !isOuter(b)) {
        // What no turn changes is what may go to a high register.
        emit('cmp', [], [regOf(b), regOf(a)], { highUse: 1 });
        return conditions[swapped[value.op]];
      } else emit('cmp', [], [regOf(a), regOf(b)], { highUse: 1 });
      return conditions[value.op];
    }
    if (value.op === 'less64_s' || value.op === 'less64_u') {
      const [aLo, aHi, bLo, bHi] = value.args as [Value, Value, Value, Value];
      const high = fresh();
      const [low, otherLow, otherHigh] = [regOf(aLo), regOf(bLo), regOf(bHi)];
      emit('mov', [high], [regOf(aHi)]);
      emit('cmp', [], [low, otherLow], { highUse: 1 });
      emit('sbcs', [high], [high, otherHigh], { isTied: true });
      return value.op === 'less64_s' ? 'lt' : 'lo';
    }
    emit('cmp_imm', [], [regOf(value)], { imm: 0 });
    return 'ne';
  };
  /** Comparisons that only branches and selections read are made there, where the flags are. */
  const isFused = (value: Value): boolean => isCompare(value.op) || value.op === 'less64_s' || value.op === 'less64_u';

  /** Variables of loops, and what has been added to them: ADD reaches them in high registers, too. */
  const accumulators = new Set<Value>(fn.blocks.flatMap(({ loopDepth, phis }) => (loopDepth > 0 ? phis : [])));
  const accumulate = (value: Value, total: Value, amount: Value): void => {
    accumulators.add(value);
    const [target, from] = [regOf(value), regOf(total)];
    const more = regOf(amount);
    emit('mov', [target], [from], { takesHigh: true });
    emit('add', [target], [target, more], { isTied: true, takesHigh: true });
  };

  const add = (value: Value): void => {
    const [a, b] = value.args as [Value, Value];
    const rounded = roundedShifts.get(value);
    if (rounded) {
      const [target, x, shifted] = [regOf(value), regOf(rounded.x), fresh()];
      if (rounded.addend) emit('mov', [target], [regOf(rounded.addend)]);
      else emit('const', [target], [], { imm: 0 });
      emit(rounded.isSigned ? 'asrs_imm' : 'lsrs_imm', [shifted], [x], { imm: rounded.amount, setsFlags: true });
      return emit('adcs', [target], [target, shifted], { isTied: true });
    }
    if (b.op !== 'const') {
      const total = [a, b].find((one) => accumulators.has(one) && isLastUse(one, value));
      return total ? accumulate(value, total, total === a ? b : a) : emit('adds', [regOf(value)], [regOf(a), regOf(b)]);
    }
    const amount = Math.abs(b.imm);
    const op = b.imm < 0 ? 'subs' : 'adds';
    if (amount <= 7) emit(`${op}_imm3`, [regOf(value)], [regOf(a)], { imm: amount });
    else if (amount <= 255) tied(`${op}_imm8`, value, a, [], { imm: amount });
    else emit('adds', [regOf(value)], [regOf(a), regOf(b)]);
  };

  /** Arguments into place, the call, and those of its results that somebody takes out of theirs: see ssa/convention.ts. */
  const call = (value: Value, op: 'bl' | 'blx', target: Partial<Inst>, args: readonly Value[]): void => {
    machine.makesCalls = true;
    const inRegisters = args.slice(0, ARGUMENT_REGISTERS).map(regOf);
    args.slice(ARGUMENT_REGISTERS).forEach((arg, at) => {
      emit('str_sp', [], [regOf(arg)], { imm: 4 * at });
    });
    const argumentWords = stackArguments(args.length);
    machine.outgoingBytes = Math.max(machine.outgoingBytes, 4 * (argumentWords + stackResults(value.imm)));
    const callee = op === 'blx' ? [regOf(value.args[0] as Value)] : [];
    inRegisters.forEach((reg, at) => {
      emit('mov', [at], [reg]);
    });
    const returned = Array.from({ length: Math.min(value.imm, RESULT_REGISTERS) }, (_, at) => at);
    emit(op, returned, [...callee, ...inRegisters.keys()], { ...target, clobbers: scratchAfterCall });
    const results = resultsOf(value);
    for (const at of returned) emit('mov', [results[at] as Reg], [at]);
    for (const { imm: at } of projections.get(value) ?? [])
      if (at >= RESULT_REGISTERS)
        emit('ldr_sp', [results[at] as Reg], [], { imm: 4 * (argumentWords + at - RESULT_REGISTERS) });
  };
  const results = new Map<Value, Reg[]>();
  /** Registers of what `proj` takes from a pair or call. */
  const resultsOf = (value: Value): Reg[] => {
    const count = value.op === 'call' || value.op === 'call_indirect' ? Math.max(2, value.imm) : 2;
    const known = results.get(value) ?? Array.from({ length: count }, fresh);
    results.set(value, known);
    return known;
  };

  const intrinsic = (value: Value): void => {
    const args = value.args.map(regOf);
    const isRead = value.symbol.startsWith('get');
    emit(value.symbol, isRead ? [regOf(value)] : [], args);
  };

  const accesses = { uses, regOf, fresh, emit, constant };
  const roundedShifts = findRoundedShifts(fn, uses);
  const folded = new Set([
    ...[...roundedShifts.values()].flatMap(({ parts }) => parts),
    ...fn.blocks.flatMap(({ body }) =>
      body
        .filter((value) => (isLoad(value.op) || isStore(value.op)) && isIndexed(value, uses))
        .map(({ args }) => args[0]),
    ),
  ]);
  const lower = (value: Value): void => {
    const { op, args } = value;
    const [a, b] = args as [Value, Value];
    if (op === 'const' || op === 'symbol' || op === 'param' || folded.has(value)) return;
    if (isLoad(op) || isStore(op)) return access(accesses, value);
    if (isFused(value)) {
      if (uses.get(value) === fusedUses.get(value)) return;
      const condition = test(value);
      return emit('setcc', [regOf(value)], [], { condition });
    }
    if (op === 'add') return add(value);
    if (op === 'sub') {
      if (a.op === 'const' && a.imm === 0) return emit('rsbs', [regOf(value)], [regOf(b)]);
      return emit('subs', [regOf(value)], [regOf(a), regOf(b)]);
    }
    const shift = shiftNames[op];
    if (shift) {
      if (b.op === 'const' && op !== 'rotr') return emit(`${shift}_imm`, [regOf(value)], [regOf(a)], { imm: b.imm });
      const count = regOf(b);
      return tied(shift, value, a, [count]);
    }
    if (op === 'and' && b.op === 'const' && ~b.imm >= 0 && ~b.imm <= 255) {
      const mask = makeConstant({ op: 'const', defs: [], uses: [], imm: ~b.imm });
      return tied('bics', value, a, [mask]);
    }
    if (op === 'xor' && b.op === 'const' && b.imm === -1) return emit('mvns', [regOf(value)], [regOf(a)]);
    const two = twoAddress[op];
    if (two) {
      // The operand that is overwritten should be one that nothing needs any more; of two, the younger.
      const [endsA, endsB] = [isLastUse(a, value), isLastUse(b, value)];
      const [first, second] = endsB && (!endsA || b.id > a.id) ? [b, a] : [a, b];
      const right = regOf(second);
      return tied(two, value, first, [right]);
    }
    const unary = unaryNames[op];
    if (unary) return emit(unary, [regOf(value)], [regOf(a)]);
    if (op === 'select') return selection(value);
    if (op === 'add64' || op === 'sub64') {
      const [lo, hi] = resultsOf(value) as [Reg, Reg];
      const [aLo, aHi, bLo, bHi] = args.map(regOf) as [Reg, Reg, Reg, Reg];
      const sum = fresh();
      emit('mov', [hi], [aHi]);
      emit(op === 'add64' ? 'adds' : 'subs', [sum], [aLo, bLo]);
      emit(op === 'add64' ? 'adcs' : 'sbcs', [hi], [hi, bHi], { isTied: true });
      return emit('mov', [lo], [sum]);
    }
    if (op === 'proj') {
      const from = resultsOf(a)[value.imm] as Reg;
      return emit('mov', [regOf(value)], [from]);
    }
    if (op === 'call') return call(value, 'bl', { symbol: value.symbol }, args);
    if (op === 'call_indirect') return call(value, 'blx', {}, args.slice(1));
    if (op === 'call_address') return call(value, 'blx', {}, []);
    if (op === 'trap_if') {
      const condition = test(a);
      return emit('trapcc', [], [], { condition, imm: value.imm });
    }
    if (op === 'intrinsic') return intrinsic(value);
    if (op === 'dsp')
      throw new ToolError(
        'AOT_UNSUPPORTED',
        ExitCode.Refused,
        `${fn.symbol}: mcu.${value.symbol} is an instruction of ARMv7E-M, not of ARMv6-M`,
        'Compile the kernels without DSP tiles for this board.',
      );
    throw new Error(`no selection for ${op}`);
  };
  const selection = (value: Value): void => {
    const [condition, yes, no] = value.args as [Value, Value, Value];
    const target = regOf(value);
    const [kept, other] = [regOf(yes), regOf(no)];
    emit('mov', [target], [kept]);
    const holds = test(condition);
    emit('movcc', [target], [target, other], { condition: opposite(holds), isTied: true });
  };

  const terminate = (block: Block, machineBlock: MachineBlock): void => {
    const { terminator } = block;
    const to = (target: Block) => blockOf.get(target) as MachineBlock;
    machineBlock.successors = successors(block).map(to);
    if (terminator.kind === 'jump') emit('b', [], [], { targets: [to(terminator.to)] });
    else if (terminator.kind === 'branch') {
      const condition = test(terminator.condition);
      emit('bcc', [], [], { condition, targets: [to(terminator.then), to(terminator.otherwise)] });
    } else if (terminator.kind === 'return') {
      const values = terminator.values.map(regOf);
      values.slice(RESULT_REGISTERS).forEach((reg, at) => {
        emit('store_result', [], [reg], { imm: 4 * (stackArguments(fn.parameters) + at) });
      });
      const returned = values.slice(0, RESULT_REGISTERS);
      returned.forEach((reg, at) => {
        emit('mov', [at], [reg]);
      });
      emit('ret', [], [...returned.keys()]);
    } else if (terminator.kind === 'trap' && terminator.word !== undefined)
      emit('trap', [], [], { imm: terminator.word });
    else emit('udf', [], [], { imm: 0 });
  };

  const fusedUses = countFused(fn, isFused);
  for (const block of fn.blocks) {
    const machineBlock = blockOf.get(block) as MachineBlock;
    here = block;
    out = machineBlock.insts;
    origin = 0;
    if (block === fn.entry) receiveParameters(fn, regs, fresh, emit);
    for (const value of block.body) {
      origin = value.at;
      lower(value);
    }
    origin = block.terminator.at ?? 0;
    const next = copiedTo(block);
    if (next) {
      const at = next.predecessors.indexOf(block);
      const copies = next.phis.map((phi) => ({ to: regOf(phi), from: regOf(phi.args[at] as Value) }));
      const totals = new Set(next.phis.flatMap((phi) => (accumulators.has(phi.args[at] as Value) ? [regOf(phi)] : [])));
      for (const { to, from } of inSequence(copies, fresh))
        emit('mov', [to], [from], totals.has(to) ? { takesHigh: true } : {});
    }
    terminate(block, machineBlock);
    machine.blocks.push(machineBlock);
  }
  placeHoisted(machine);
  return machine;
};

const opposite = (condition: string): string => {
  for (const [compare, name] of Object.entries(conditions))
    if (name === condition) return conditions[negated[compare as keyof typeof negated]];
  return condition;
};

/** Constants hoisted to a block came after its terminator or between its last copies: they belong before both. */
const placeHoisted = (fn: MachineFunction): void => {
  for (const block of fn.blocks) {
    const constants = block.insts.filter((inst) => fn.remakes.has(inst.defs[0] as Reg));
    if (constants.length === 0) continue;
    const rest = block.insts.filter((inst) => !fn.remakes.has(inst.defs[0] as Reg));
    let at = rest.length - 1;
    while (at > 0 && ['mov', 'const', 'cmp', 'cmp_imm'].includes((rest[at - 1] as Inst).op)) at--;
    // Making a constant changes the flags.
    for (let reader = rest.length - 1; reader >= at; reader--)
      at = Math.min(at, flagsStart(rest, rest[reader] as Inst, reader));
    block.insts = [...rest.slice(0, at), ...constants, ...rest.slice(at)];
  }
};

const receiveParameters = (
  fn: SsaFunction,
  regs: Map<Value, Reg>,
  fresh: () => Reg,
  emit: (op: string, defs: Reg[], uses: Reg[], rest?: Partial<Inst>) => void,
): void => {
  const params = fn.entry.body.filter(({ op }) => op === 'param').sort((a, b) => a.imm - b.imm);
  for (const param of params) {
    const reg = fresh();
    regs.set(param, reg);
    if (param.imm < 4) emit('mov', [reg], [param.imm]);
  }
  for (const param of params)
    if (param.imm >= 4) emit('load_argument', [regs.get(param) as Reg], [], { imm: 4 * (param.imm - 4) });
};
