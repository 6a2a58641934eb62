import { Block, type Op, resolve, type SsaFunction, type Terminator, Value } from './ir.ts';
import { simplify } from './simplify.ts';

/**
 * Builds static single assignment form directly, block by block, as described by Braun et al., "Simple and Efficient
 * Construction of Static Single Assignment Form" (CC 2013): variables are numbered slots; a block whose predecessors are
 * all known is sealed.
 */
export class FunctionBuilder {
  readonly entry: Block;
  current: Block;
  readonly #blocks: Block[] = [];
  readonly #definitions = new Map<Block, Map<number, Value>>();
  readonly #incomplete = new Map<Block, Map<number, Value>>();
  readonly #sealed = new Set<Block>();
  #nextId = 0;

  constructor() {
    this.entry = this.block();
    this.seal(this.entry);
    this.current = this.entry;
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
    const value = new Value(this.#nextId++, op, resolved, imm, this.current);
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
    this.current.terminator = terminator;
    const targets =
      terminator.kind === 'jump'
        ? [terminator.to]
        : terminator.kind === 'branch'
          ? [terminator.then, terminator.otherwise]
          : terminator.kind === 'switch'
            ? [...new Set([...terminator.targets, terminator.fallback])]
            : [];
    for (const target of targets) target.predecessors.push(this.current);
  }

  write(slot: number, value: Value): void {
    this.#definitions.get(this.current)?.set(slot, value);
  }

  read(slot: number, block: Block = this.current): Value {
    const known = this.#definitions.get(block)?.get(slot);
    return known ? resolve(known) : this.#readBefore(slot, block);
  }

  #readBefore(slot: number, block: Block): Value {
    let value: Value;
    const [only] = block.predecessors;
    if (!this.#sealed.has(block)) {
      value = this.#phi(block);
      const waiting = this.#incomplete.get(block) ?? new Map<number, Value>();
      this.#incomplete.set(block, waiting.set(slot, value));
    } else if (block.predecessors.length === 0) {
      // Unreachable, or a local before its first assignment: locals start at zero (core specification 4.4.10).
      value = new Value(this.#nextId++, 'const', [], 0, block);
      block.body.unshift(value);
    } else if (block.predecessors.length === 1 && only) {
      value = this.read(slot, only);
    } else {
      value = this.#phi(block);
      this.#definitions.get(block)?.set(slot, value);
      value = this.#completePhi(slot, value);
    }
    this.#definitions.get(block)?.set(slot, value);
    return value;
  }

  #phi(block: Block): Value {
    const phi = new Value(this.#nextId++, 'phi', [], 0, block);
    block.phis.push(phi);
    return phi;
  }

  #completePhi(slot: number, phi: Value): Value {
    phi.args = phi.block.predecessors.map((predecessor) => this.read(slot, predecessor));
    return trivialTarget(phi);
  }

  seal(block: Block): void {
    this.#sealed.add(block);
    for (const [slot, phi] of this.#incomplete.get(block) ?? []) this.#completePhi(slot, phi);
    this.#incomplete.delete(block);
  }

  finish(symbol: string, parameters: number, results: number): SsaFunction {
    return { symbol, parameters, results, entry: this.entry, blocks: this.#blocks, nextId: this.#nextId };
  }
}

/** A phi of itself and one other value is that value. */
const trivialTarget = (phi: Value): Value => {
  const others = new Set(phi.args.map(resolve));
  others.delete(phi);
  const [only] = others;
  if (others.size !== 1 || !only) return phi;
  phi.forward = only;
  return only;
};
