import { naturalLoops } from '../ssa/control-flow.ts';
import { ARGUMENT_REGISTERS, RESULT_REGISTERS, stackArguments, stackResults } from '../ssa/convention.ts';
import { copiedTo, splitCriticalEdges } from '../ssa/critical-edges.ts';
import { type Block, hasEffect, type SsaFunction, successors, terminatorArgs, type Value } from '../ssa/ir.ts';
import { FIRST_VIRTUAL, type Inst, type MachineBlock, type MachineFunction, type Reg } from './lir.ts';
import { inSequence } from './parallel-copies.ts';

/** What a target knows: how each value is made, and how a branch finds out about one. */
export interface SelectionTarget {
  /** Emits the instructions that make `value`, or that do what it does. */
  lower(s: Selection, value: Value): void;
  /** Emits what sets the flags; gives the condition under which `value` is not 0. */
  test(s: Selection, value: Value): string;
  /** Registers that do not survive a call. */
  readonly scratchAfterCall: readonly Reg[];
}

/**
 * Instruction selection of one function: the part that is the same for every target. Blocks and values are visited backwards,
 * so that only what somebody asked for is made: a value that its users took into their own instructions costs nothing. Phis
 * become copies at the ends of predecessors.
 */
export class Selection {
  readonly machine: MachineFunction;
  /** The block being selected. */
  here: Block;
  readonly #fn: SsaFunction;
  readonly #target: SelectionTarget;
  readonly #uses = new Map<Value, Value[]>();
  readonly #terminatorUses = new Map<Value, number>();
  readonly #regs = new Map<Value, Reg>();
  readonly #results = new Map<Value, Reg[]>();
  readonly #blocks: Map<Block, MachineBlock>;
  readonly #preheaders: ReadonlyMap<Block, Block>;
  readonly #hoisted = new Map<Block, Map<string, Inst>>();
  #out: Inst[] = [];
  /** What is being selected: see `Inst.at`. */
  #at = 0;

  constructor(fn: SsaFunction, target: SelectionTarget) {
    this.#fn = fn;
    this.#target = target;
    this.machine = {
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
    this.here = fn.entry;
    this.#countUses(fn);
    this.#preheaders = loopPreheaders(fn);
    splitCriticalEdges(fn);
    this.#blocks = new Map(
      fn.blocks.map((block, id) => [block, { id, loopDepth: block.loopDepth, insts: [], successors: [] }]),
    );
    for (const block of [...fn.blocks].reverse()) this.#selectBlock(block);
    this.machine.blocks = [...this.#blocks.values()];
  }

  fresh(): Reg {
    return this.machine.nextReg++;
  }

  emit(op: string, defs: Reg[], uses: Reg[], rest: Partial<Inst> = {}): void {
    this.#out.push({ op, defs, uses, at: this.#at, ...rest });
  }

  /** The register of a value, which is thereby asked for. */
  regOf(value: Value): Reg {
    if (value.op === 'const') return this.constant(value.imm);
    if (value.op === 'symbol') return this.constant(value.imm, value.symbol);
    let reg = this.#regs.get(value);
    if (reg === undefined) {
      reg = this.fresh();
      this.#regs.set(value, reg);
    }
    return reg;
  }

  /** The register of one of several results, which is thereby asked for. */
  resultOf(value: Value, at: number): Reg {
    const known = this.#results.get(value) ?? [];
    this.#results.set(value, known);
    known[at] ??= this.fresh();
    return known[at];
  }

  /** Both results of a pair operation. */
  pairOf(value: Value): readonly [Reg, Reg] {
    return [this.resultOf(value, 0), this.resultOf(value, 1)];
  }

  /** Outside loops a constant is made where it is used; inside, once before the loop, and again only if registers run out. */
  constant(imm: number, symbol = ''): Reg {
    const inst: Inst = { op: 'const', defs: [], uses: [], at: this.#at, imm, ...(symbol !== '' && { symbol }) };
    const preheader = this.#preheaders.get(this.here);
    if (!preheader) {
      const reg = this.fresh();
      this.#out.push({ ...inst, defs: [reg] });
      return reg;
    }
    const known = this.#hoisted.get(preheader) ?? new Map<string, Inst>();
    this.#hoisted.set(preheader, known);
    const key = `${symbol} ${imm}`;
    const same = known.get(key);
    if (same) return same.defs[0] as Reg;
    const reg = this.fresh();
    const definition = { ...inst, defs: [reg] };
    known.set(key, definition);
    this.machine.remakes.set(reg, definition);
    return reg;
  }

  /** The values that read `value`; terminators are not among them. */
  usersOf(value: Value): readonly Value[] {
    return this.#uses.get(value) ?? [];
  }

  /** Whether a value may be taken into the instruction of its only user: it is made in the same block. */
  isFoldable(value: Value): boolean {
    return value.block === this.here && this.usersOf(value).length === 1 && !this.#terminatorUses.has(value);
  }

  /** Moves arguments into place, calls, and takes the results that are asked for: ssa/convention.ts. */
  call(value: Value, target: { readonly symbol: string } | { readonly address: Value }, args: readonly Value[]): void {
    const argumentWords = stackArguments(args.length);
    this.machine.makesCalls = true;
    this.machine.outgoingBytes = Math.max(
      this.machine.outgoingBytes,
      4 * (argumentWords + stackResults(value.op === 'call_address' ? 0 : value.imm)),
    );
    const inRegisters = args.slice(0, ARGUMENT_REGISTERS).map((arg) => this.regOf(arg));
    args.slice(ARGUMENT_REGISTERS).forEach((arg, at) => {
      this.emit('str_sp', [], [this.regOf(arg)], { imm: 4 * at });
    });
    const callee = 'address' in target ? [this.regOf(target.address)] : [];
    inRegisters.forEach((reg, at) => {
      this.emit('mov', [at], [reg]);
    });
    const asked = this.#results.get(value) ?? [];
    const returned = Array.from({ length: RESULT_REGISTERS }, (_, at) => at).filter((at) => asked[at] !== undefined);
    this.emit('symbol' in target ? 'bl' : 'blx', returned, [...callee, ...inRegisters.keys()], {
      ...('symbol' in target && { symbol: target.symbol }),
      clobbers: this.#target.scratchAfterCall,
    });
    asked.forEach((reg, at) => {
      if (at < RESULT_REGISTERS) this.emit('mov', [reg], [at]);
      else this.emit('ldr_sp', [reg], [], { imm: 4 * (argumentWords + at - RESULT_REGISTERS) });
    });
  }

  #countUses(fn: SsaFunction): void {
    for (const block of fn.blocks) {
      for (const value of [...block.phis, ...block.body])
        for (const arg of value.args) {
          const users = this.#uses.get(arg);
          if (users) users.push(value);
          else this.#uses.set(arg, [value]);
        }
      for (const arg of terminatorArgs(block)) this.#terminatorUses.set(arg, (this.#terminatorUses.get(arg) ?? 0) + 1);
    }
  }

  #selectBlock(block: Block): void {
    this.here = block;
    const chunks: Inst[][] = [];
    const chunk = (make: () => void, at = 0) => {
      this.#out = [];
      this.#at = at;
      make();
      chunks.push(this.#out);
    };
    chunk(() => this.#terminate(block), block.terminator.at);
    chunk(() => this.#copyPhis(block), block.terminator.at);
    // What loops behind this block want made once, before them.
    chunks.push([...(this.#hoisted.get(block)?.values() ?? [])]);
    for (const value of [...block.body].reverse())
      if (value.op !== 'param' && (hasEffect(value) || this.#regs.has(value) || this.#results.has(value)))
        chunk(() => this.#target.lower(this, value), value.at);
    if (block === this.#fn.entry) chunk(() => this.#receiveParameters());
    (this.#blocks.get(block) as MachineBlock).insts = chunks.reverse().flat();
  }

  #copyPhis(block: Block): void {
    const next = copiedTo(block);
    if (!next) return;
    const at = next.predecessors.indexOf(block);
    const copies = next.phis.map((phi) => ({ to: this.regOf(phi), from: this.regOf(phi.args[at] as Value) }));
    for (const { to, from } of inSequence(copies, () => this.fresh())) this.emit('mov', [to], [from]);
  }

  #terminate(block: Block): void {
    const { terminator } = block;
    const to = (target: Block) => this.#blocks.get(target) as MachineBlock;
    to(block).successors = successors(block).map(to);
    if (terminator.kind === 'jump') this.emit('b', [], [], { targets: [to(terminator.to)] });
    else if (terminator.kind === 'branch') {
      const condition = this.#target.test(this, terminator.condition);
      this.emit('bcc', [], [], { condition, targets: [to(terminator.then), to(terminator.otherwise)] });
    } else if (terminator.kind === 'table') {
      this.emit('tbb', [], [this.regOf(terminator.index)], { targets: terminator.entries.map(to) });
    } else if (terminator.kind === 'return') {
      const values = terminator.values.map((value) => this.regOf(value));
      values.slice(RESULT_REGISTERS).forEach((reg, at) => {
        this.emit('store_result', [], [reg], { imm: 4 * (stackArguments(this.#fn.parameters) + at) });
      });
      const returned = values.slice(0, RESULT_REGISTERS);
      returned.forEach((reg, at) => {
        this.emit('mov', [at], [reg]);
      });
      this.emit('ret', [], [...returned.keys()]);
    } else if (terminator.word !== undefined) this.emit('trap', [], [], { imm: terminator.word });
    else this.emit('udf', [], [], { imm: 0 });
  }

  #receiveParameters(): void {
    const params = this.#fn.entry.body.filter((value) => value.op === 'param' && this.#regs.has(value));
    for (const param of params) if (param.imm < ARGUMENT_REGISTERS) this.emit('mov', [this.regOf(param)], [param.imm]);
    for (const param of params)
      if (param.imm >= ARGUMENT_REGISTERS)
        this.emit('load_argument', [this.regOf(param)], [], { imm: 4 * stackArguments(param.imm) });
  }
}

/** Block inside loops → the block that enters the outermost of them that one block enters. */
const loopPreheaders = (fn: SsaFunction): Map<Block, Block> => {
  const preheaders = new Map<Block, Block>();
  for (const loop of naturalLoops(fn.blocks)) {
    const [entry, ...more] = loop.header.predecessors.filter((block) => !loop.blocks.has(block));
    if (!entry || more.length > 0) continue;
    for (const block of loop.blocks) if (!preheaders.has(block)) preheaders.set(block, entry);
  }
  return preheaders;
};
