import { TRAP_KIND_SHIFT, type Trap } from '../../../assembly/shared/trap.ts';
import { FunctionBuilder } from '../ssa/function-builder.ts';
import type { Block, Value } from '../ssa/ir.ts';
import type { Instruction } from '../wasm/instructions.ts';
import type { ValueType, WasmFunction } from '../wasm/module.ts';
import type { ModuleContext, Sandbox } from './context.ts';
import { CheckedAddresses } from './sandbox/bounds.ts';

/** A stack entry: one word, or the two of a 64-bit value. */
export interface Entry {
  readonly lo: Value;
  readonly hi?: Value;
}

/** Where a branch goes, and what it takes along. */
export interface Label {
  readonly target: Block;
  /** Slots through which a branch to this label passes its results. */
  readonly slots: readonly number[];
  readonly types: readonly ValueType[];
  readonly height: number;
  /** The block of `else` and the parameters that it starts with, while the `then` part is open. */
  otherwise?: { readonly block: Block; readonly params: readonly Entry[] } | undefined;
  readonly isLoop: boolean;
}

/** Translates one instruction. */
export type Handler = (t: Translation, instruction: Instruction) => void;
/** By the instruction's name in the text format. */
export type Handlers = Readonly<Record<string, Handler>>;

export const isPair = (type: ValueType | undefined): boolean => type === 'i64' || type === 'f64';
export const words = (types: readonly ValueType[]): number =>
  types.reduce((sum, type) => sum + (isPair(type) ? 2 : 1), 0);

/** One function on its way from WebAssembly to static single assignment form: operand stack, labels, local variables. */
export class Translation {
  readonly b: FunctionBuilder;
  readonly zero: Value;
  readonly labels: Label[] = [];
  readonly localTypes: readonly ValueType[];
  /** The variable that holds the size of a memory that grows. */
  readonly memorySlot: number;
  readonly checked: CheckedAddresses;
  readonly #stack: Entry[] = [];
  readonly #localSlots: readonly number[];
  #nextSlot = 0;

  constructor(
    readonly context: ModuleContext,
    readonly symbol: string,
    readonly body: WasmFunction,
  ) {
    this.b = new FunctionBuilder(symbol);
    this.b.at = body.at;
    const { params } = body.type;
    this.localTypes = [...params, ...body.locals.flatMap(({ count, type }) => new Array<ValueType>(count).fill(type))];
    this.#localSlots = this.newSlots(this.localTypes);
    for (let word = 0; word < words(params); word++) this.b.write(word, this.b.value('param', [], word));
    this.zero = this.b.constant(0);
    this.memorySlot = this.#nextSlot++;
    this.checked = new CheckedAddresses(this.b);
  }

  get sandbox(): Sandbox | undefined {
    return this.context.sandbox;
  }

  /** Variables of the function under construction: one a word. */
  newSlots(types: readonly ValueType[]): number[] {
    return types.map((type) => {
      const slot = this.#nextSlot;
      this.#nextSlot += isPair(type) ? 2 : 1;
      return slot;
    });
  }

  writeSlot(slot: number, type: ValueType | undefined, entry: Entry): void {
    this.b.write(slot, entry.lo);
    if (isPair(type)) this.b.write(slot + 1, entry.hi ?? this.b.constant(0));
  }

  readSlot(slot: number, type: ValueType | undefined): Entry {
    return isPair(type) ? { lo: this.b.read(slot), hi: this.b.read(slot + 1) } : { lo: this.b.read(slot) };
  }

  readLocal(index: number): Entry {
    return this.readSlot(this.#localSlots[index] as number, this.localTypes[index]);
  }

  writeLocal(index: number, entry: Entry): void {
    this.writeSlot(this.#localSlots[index] as number, this.localTypes[index], entry);
  }

  push(...entries: readonly Entry[]): void {
    this.#stack.push(...entries);
  }

  pushWord(lo: Value): void {
    this.#stack.push({ lo });
  }

  /** A number by its bits. */
  constant(type: ValueType, bits: bigint): Entry {
    const word = (shift: bigint) => this.b.constant(Number(BigInt.asIntN(32, bits >> shift)));
    return isPair(type) ? { lo: word(0n), hi: word(32n) } : { lo: word(0n) };
  }

  /** After an unconditional branch the stack is polymorphic: what is missing is never computed. */
  pop(): Entry {
    if (this.height > (this.labels.at(-1)?.height ?? 0)) return this.#stack.pop() as Entry;
    return { lo: this.b.constant(0), hi: this.b.constant(0) };
  }

  popWord(): Value {
    return this.pop().lo;
  }

  popPair(): Required<Entry> {
    const { lo, hi } = this.pop();
    return { lo, hi: hi ?? this.b.constant(0) };
  }

  /** Three words, in the order in which they were pushed. */
  popThree(): [Value, Value, Value] {
    const [third, second, first] = [this.popWord(), this.popWord(), this.popWord()];
    return [first, second, third];
  }

  popAll(types: readonly ValueType[]): Entry[] {
    return types.map(() => this.pop()).reverse();
  }

  /** The words of values of these types, in order. */
  wordsOf(entries: readonly Entry[], types: readonly ValueType[]): Value[] {
    return entries.flatMap(({ lo, hi }, at) => (isPair(types[at]) ? [lo, hi ?? this.b.constant(0)] : [lo]));
  }

  get height(): number {
    return this.#stack.length;
  }

  cutTo(height: number): void {
    this.#stack.length = Math.min(this.#stack.length, height);
  }

  /** Goes on in a block that nothing reaches: what stands behind a branch that is always taken. */
  startDead(): void {
    this.cutTo(this.labels.at(-1)?.height ?? 0);
    this.#startUnreached();
  }

  #startUnreached(): void {
    const dead = this.b.block();
    this.b.seal(dead);
    this.b.current = dead;
  }

  /** The word that tells of a trap in the instruction being translated. */
  trapWord(kind: Trap): number {
    return (kind << TRAP_KIND_SHIFT) | this.b.at;
  }

  /** Stops the module where the condition, a word, is not 0. */
  trapIf(condition: Value, kind: Trap): void {
    if (condition.op !== 'const') this.b.value('trap_if', [condition], this.trapWord(kind));
    else if (condition.imm !== 0) {
      this.b.end({ kind: 'trap', word: this.trapWord(kind) });
      this.#startUnreached();
    }
  }
}
