import { tooLarge } from '../too-large.ts';
import { Block, type Op, resolve, type SsaFunction, successors, type Terminator, Value } from './ir.ts';
import { simplify } from './simplify.ts';

const MAX_VALUES = 500_000;

/**
 * Builds static single assignment form directly, block by block, as described by Braun et al., "Simple and Efficient
 * Construction of Static Single Assignment Form" (CC 2013): variables are numbered slots; a block whose predecessors are
 * all known is sealed.
 */
export class FunctionBuilder {
  readonly entry: Block;
  current: Block;
  /** Byte offset in the module of the instruction being translated. */
  at = 0;
  readonly #blocks: Block[] = [];
  readonly #definitions = new Map<Block, Map<number, Value>>();
  readonly #incomplete = new Map<Block, Map<number, Value>>();
  readonly #sealed = new Set<Block>();
  readonly #zero: Value;
  #nextId = 0;

  constructor(readonly symbol: string) {
    this.entry = this.block();
    this.seal(this.entry);
    this.current = this.entry;
    this.#zero = this.constant(0);
  }

  block(): Block {
    const block = new Block(this.#blocks.length);
    this.#blocks.push(block);
    this.#definitions.set(block, new Map());
    return block;
  }

  value(op: Op, args: Value[] = [], imm = 0, symbol = ''): Value {
    const resolved = args.map(resolve);
    const simpler = simplify((o, a, i) => this.value(o, a, i), op, resolved);
    if (simpler) return simpler;
    const value = this.#make(op, resolved, imm, this.current);
    value.symbol = symbol;
    this.current.body.push(value);
    return value;
  }

  constant(imm: number): Value {
    return this.value('const', [], imm | 0);
  }

  volatileValue(op: Op, args: Value[], imm = 0): Value {
    const value = this.value(op, args, imm);
    value.isVolatile = true;
    return value;
  }

  /** Ends the current block. */
  end(terminator: Terminator): void {
    this.current.terminator = { ...terminator, at: this.at };
    for (const target of successors(this.current)) target.predecessors.push(this.current);
  }

  write(slot: number, value: Value): void {
    this.#definitions.get(this.current)?.set(slot, value);
  }

  /** The value of a variable at the end of a block. Without recursion: blocks follow one another by the thousand. */
  read(slot: number, block: Block = this.current): Value {
    const phis: Value[] = [];
    const value = this.#reach(slot, block, phis);
    this.#complete(slot, phis);
    return resolve(value);
  }

  /** The definition that reaches the end of `block`; phis that it needs are added to `phis` and still lack arguments. */
  #reach(slot: number, block: Block, phis: Value[]): Value {
    const passed: Block[] = [];
    let value = this.#definitions.get(block)?.get(slot);
    for (let at = block; !value; ) {
      passed.push(at);
      const [only] = at.predecessors;
      if (!this.#sealed.has(at)) {
        value = this.#phi(at);
        const waiting = this.#incomplete.get(at) ?? new Map<number, Value>();
        this.#incomplete.set(at, waiting.set(slot, value));
      } else if (!only) {
        // Unreachable, or a local before its first assignment: locals start at zero (core specification 4.4.10).
        value = this.#zero;
      } else if (at.predecessors.length > 1) {
        value = this.#phi(at);
        phis.push(value);
      } else {
        at = only;
        value = this.#definitions.get(at)?.get(slot);
      }
    }
    for (const at of passed) this.#definitions.get(at)?.set(slot, value);
    return value;
  }

  #phi(block: Block): Value {
    const phi = this.#make('phi', [], 0, block);
    block.phis.push(phi);
    return phi;
  }

  #make(op: Op, args: Value[], imm: number, block: Block): Value {
    // Variables times joins, at worst.
    if (this.#nextId === MAX_VALUES) throw tooLarge(this.symbol, `more than ${MAX_VALUES} values`);
    const value = new Value(this.#nextId++, op, args, imm, block);
    value.at = this.at;
    return value;
  }

  /** Gives phis of one variable their arguments; those that this needs join the list. Inner ones first, all trivial ones go. */
  #complete(slot: number, phis: Value[]): void {
    for (const phi of phis) phi.args = phi.block.predecessors.map((before) => this.#reach(slot, before, phis));
    phis.reverse();
    for (let changed = true; changed; ) changed = phis.filter(forwardIfTrivial).length > 0;
  }

  /** The block through which alone `block` is reached, as far as that is certain yet. */
  onlyWayTo(block: Block): Block | undefined {
    const [only, ...others] = this.#sealed.has(block) ? block.predecessors : [];
    return others.length === 0 ? only : undefined;
  }

  seal(block: Block): void {
    this.#sealed.add(block);
    for (const [slot, phi] of this.#incomplete.get(block) ?? []) this.#complete(slot, [phi]);
    this.#incomplete.delete(block);
  }

  finish(signature: Pick<SsaFunction, 'parameters' | 'results' | 'stackTrap'>): SsaFunction {
    const { symbol, entry } = this;
    return { symbol, ...signature, entry, blocks: this.#blocks, nextId: this.#nextId };
  }
}

/** A phi of itself and one other value is that value; true if this was found out now. */
const forwardIfTrivial = (phi: Value): boolean => {
  if (phi.forward) return false;
  const others = new Set(phi.args.map(resolve));
  others.delete(phi);
  const [only] = others;
  if (others.size !== 1 || !only) return false;
  phi.forward = only;
  return true;
};
