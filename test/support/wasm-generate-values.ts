import type { ValueType } from '../../host/aot/wasm/module.ts';
import { MEMORY } from './wasm-board.ts';
import { type Code, constant, op } from './wasm-encoder.ts';
import { opcodes } from './wasm-opcodes.ts';
import type { WasmRandom } from './wasm-random.ts';

export interface BlockType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface Callee extends BlockType {
  /** How many instructions a call may take, roughly. */
  readonly cost: number;
}

/** What a body may refer to. */
export interface Surroundings {
  readonly callees: readonly Callee[];
  /** Types of the globals; the mutable ones come first. */
  readonly globals: readonly ValueType[];
  readonly mutableGlobals: number;
  readonly blockTypes: readonly BlockType[];
}

const MAX_COST = 30_000;
export const MAX_DEPTH = 6;
const isOfFloats = ([name]: [string, unknown]): boolean => /f\d\d/.test(name);
const all = Object.entries(opcodes).filter((entry) => !isOfFloats(entry));
const giving = (type: ValueType, among: typeof all) => among.filter(([, { results }]) => results?.[0] === type);
const numeric = all.filter(([, { immediates, params }]) => params && immediates.length === 0);
/** What the support library does on a core without the instruction; a function without it may call nothing at all. */
const isCalled = ([name]: (typeof all)[number]): boolean =>
  /div|rem|clz|ctz|popcnt|i64\.(mul|shl|shr_s|shr_u|rotl|rotr)$/.test(name);
const inline = numeric.filter((entry) => !isCalled(entry));
type Operations = Readonly<Record<string, typeof all>>;
const operations: Readonly<Record<'any' | 'leaf', Operations>> = {
  any: { i32: giving('i32', numeric), i64: giving('i64', numeric) },
  leaf: { i32: giving('i32', inline), i64: giving('i64', inline) },
};
const accesses = all.filter(([name]) => /load|store/.test(name));
const loads: Operations = { i32: giving('i32', accesses), i64: giving('i64', accesses) };
const comparisons = ['eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'];
/** As a power of two. */
const naturalAlignment = (name: string): number => {
  const bits = /(8|16|32)(_[su])?$/.exec(name.slice(3))?.[1];
  return bits ? Math.log2(Number(bits) / 8) : name.startsWith('i64') ? 3 : 2;
};

/** Random expressions: valid, inside the memory, as aligned as their hints say. */
export abstract class ValueGenerator {
  protected readonly locals: ValueType[];
  /** What a branch to each label carries, the function's own first. */
  protected readonly labels: (readonly ValueType[])[];
  protected depth = 0;
  /** How often the current place is reached per call, at most. */
  protected turns = 1;
  cost = 0;
  protected readonly isLeaf: boolean;
  readonly #writable: number;

  constructor(
    protected readonly random: WasmRandom,
    protected readonly around: Surroundings,
    type: BlockType,
    protected budget: number,
  ) {
    const locals = random.pick([6, 6, 6, 6, 6, 40, random.oneIn(6) ? 400 : 20]);
    this.locals = [...type.params, ...random.types(locals), 'i32', 'i64'];
    this.isLeaf = random.oneIn(5);
    this.#writable = this.locals.length;
    this.labels = [type.results];
  }

  /** Code that leaves the stack as it was. */
  protected abstract statement(): Code;

  protected values(types: readonly ValueType[]): Code {
    return types.map((type) => this.value(type));
  }

  /** A local of the type; to write to, none that counts a loop's turns. */
  protected localOf(type: ValueType, end = this.#writable): number {
    return this.random.pick(this.locals.slice(0, end).flatMap((local, at) => (local === type ? [at] : [])));
  }

  protected spend(): void {
    this.budget--;
    this.cost += this.turns;
  }

  /** `make` within one more level of nesting, of which branches carry `types`. */
  protected labelled(types: readonly ValueType[], make: () => Code): Code {
    this.labels.push(types);
    const code = make();
    this.labels.pop();
    return code;
  }

  /** The contents of a block: statements, then its results. Branches to its label carry these or, for a loop, its parameters. */
  protected inside(results: readonly ValueType[], carried = results): Code {
    return this.labelled(carried, () => {
      const statements: Code[] = [];
      while (this.depth < MAX_DEPTH && this.budget > 0 && this.random.oneIn(2)) statements.push(this.statement());
      return [statements, this.values(results)];
    });
  }

  protected value(type: ValueType): Code {
    this.spend();
    if (this.depth >= MAX_DEPTH || this.budget <= 0 || this.random.oneIn(4)) return this.#leaf(type);
    this.depth++;
    const code = this.#compound(type);
    this.depth--;
    return code;
  }

  #leaf(type: ValueType): Code {
    const { random } = this;
    if (random.oneIn(3)) return constant(type, random.value(type));
    const globals = this.around.globals.flatMap((global, at) => (global === type ? [at] : []));
    if (random.oneIn(5) && globals.length > 0) return op('global.get', random.pick(globals));
    return op('local.get', this.localOf(type, this.locals.length));
  }

  #compound(type: ValueType): Code {
    const { random } = this;
    const choice = random.below(40);
    if (choice < 3) return this.access(loads[type] ?? []);
    if (choice < 6) return [this.value(type), this.value(type), this.condition(), op('select')];
    if (choice === 6) return [this.value(type), op('local.tee', this.localOf(type))];
    if (choice === 7) return [op('block', type), this.inside([type]), op('end')];
    if (choice < 10)
      return [this.condition(), op('if', type), this.inside([type]), op('else'), this.inside([type]), op('end')];
    if (choice === 10) return this.call(type) ?? this.#leaf(type);
    if (choice === 11) return this.#carriedOn(type) ?? this.#leaf(type);
    if (choice === 12 && random.oneIn(4)) return this.leave();
    const [name, { params = [] }] = random.pick(operations[this.isLeaf ? 'leaf' : 'any'][type] ?? []);
    // Most divisors are not 0, or nothing but traps would come of it.
    const guard = /div|rem/.test(name) && !random.oneIn(8) ? [constant(type, 1), op(`${type}.or`)] : [];
    return [this.values(params), guard, op(name)];
  }

  protected condition(): Code {
    const { random } = this;
    if (random.oneIn(3)) return this.value('i32');
    const type = random.type();
    const compare = op(`${type}.${random.pick(comparisons)}`);
    return [this.value(type), this.value(type), compare, random.oneIn(6) ? op('i32.eqz') : []];
  }

  /** A load or store with its operands. */
  protected access(among: typeof all): Code {
    const { random } = this;
    const [name, { params = [] }] = random.pick(among);
    const hint = random.oneIn(4) ? random.below(naturalAlignment(name) + 1) : naturalAlignment(name);
    const unit = 1 << hint;
    const offset = random.pick([0, 0, 1, 3, 15, 31, 32, 62, 124, 128, 1000]) * unit;
    const start = constant('i32', MEMORY.origin + random.below(32) * 8);
    const address = random.oneIn(8)
      ? start
      : [this.value('i32'), constant('i32', 0x3fff & -unit), op('i32.and'), start, op('i32.add')];
    return [address, this.values(params.slice(1)), op(name, hint, offset)];
  }

  protected call(type: ValueType | undefined): Code | undefined {
    if (this.isLeaf) return undefined;
    const choices = this.around.callees.filter(
      ({ results, cost }) => results[0] === type && cost * this.turns < MAX_COST,
    );
    if (choices.length === 0) return undefined;
    const callee = this.random.pick(choices);
    this.cost += this.turns * callee.cost;
    return [this.values(callee.params), op('call', this.around.callees.indexOf(callee))];
  }

  /** A br_if that leaves the value where it was if it is not taken. */
  #carriedOn(type: ValueType): Code | undefined {
    const depths = this.depthsLike([type]);
    return depths.length > 0 ? [this.value(type), this.condition(), op('br_if', this.random.pick(depths))] : undefined;
  }

  /** Labels to which a branch carries the types. */
  protected depthsLike(types: readonly ValueType[]): number[] {
    const last = this.labels.length - 1;
    return this.labels.flatMap((carried, at) => (carried.join() === types.join() ? [last - at] : []));
  }

  /** Something behind which nothing runs, and sometimes code there, which finds on the stack whatever it needs. */
  protected leave(): Code {
    const { random } = this;
    const dead: readonly Code[] = [
      [op('i32.add'), op('drop')],
      [op('i64.lt_s'), op('if'), op('nop'), op('end')],
      [op('select'), op('drop')],
      op('i32.store8', 0, 5),
      op('local.set', this.localOf('i64')),
      op('drop'),
    ];
    return [this.#departure(), random.oneIn(3) ? random.pick(dead) : []];
  }

  #departure(): Code {
    const { random } = this;
    const choice = random.below(8);
    if (choice === 0) return op('unreachable');
    if (choice < 3) return [this.values(this.labels[0] ?? []), op('return')];
    const types = random.pick(this.labels);
    const depths = this.depthsLike(types);
    if (choice < 5) return [this.values(types), op('br', random.pick(depths))];
    const targets = Array.from({ length: random.oneIn(20) ? 300 : 1 + random.below(6) }, () => random.pick(depths));
    return [this.values(types), this.value('i32'), op('br_table', targets)];
  }
}
