import type { Trap } from '../../../../assembly/shared/trap.ts';
import type { Instruction } from '../../wasm/instructions.ts';
import type { ValueType, WasmFunction } from '../../wasm/module.ts';
import { type Expression, readsOf, variable } from './expression.ts';
import type { ModuleScope } from './scope.ts';
import type { Label, Statement } from './statement.ts';
import { typeName } from './types.ts';

/** An open block, loop, `if` or function body. */
export interface Frame extends Label {
  readonly kind: 'function' | 'block' | 'loop' | 'if';
  /** Variables in which branches bring values along. */
  readonly carried: readonly Expression[];
  /** Variables in which results leave where braces close. */
  readonly results: readonly Expression[];
  readonly height: number;
  /** What `if` took off the stack for both of its parts. */
  readonly params: readonly Expression[];
  /** The list that the frame's own statements are a part of. */
  readonly outside: Statement[];
  isBranchedTo: boolean;
  /** Whether a part that has ended reaches what follows. */
  isReached: boolean;
  statement?: Extract<Statement, { kind: 'loop' | 'if' }>;
}

/** Translates one instruction. */
export type Handler = (body: Body, instruction: Instruction) => void;
/** By the instruction's name in the text format. */
export type Handlers = Readonly<Record<string, Handler>>;

/** What is longer gets a variable. */
const MAX_TEXT = 72;

/** One function on its way from WebAssembly to C: an operand stack of expressions, and the statements so far. */
export class Body {
  readonly frames: Frame[] = [];
  statements: Statement[] = [];
  /** Nothing reaches this place: what stands here is left out. */
  isDead = false;
  /** Blocks opened where nothing reaches. */
  deadDepth = 0;
  readonly localTypes: readonly ValueType[];
  /** Whether the function may lead to others, so that the sandbox counts it. */
  isCounted = false;
  /** Where the instruction at hand stands in the module, which traps tell. */
  where = '0';
  readonly #stack: Expression[] = [];
  #names = 0;

  constructor(
    readonly scope: ModuleScope,
    readonly fn: WasmFunction,
  ) {
    const own = fn.locals.flatMap(({ count, type }) => new Array<ValueType>(count).fill(type));
    this.localTypes = [...fn.type.params, ...own];
  }

  localName(index: number): string {
    return `${index < this.fn.type.params.length ? 'p' : 'l'}${index}`;
  }

  newName(kind: string): string {
    return `${kind}${this.#names++}`;
  }

  /** The name of a function of the C library that comes with the module. */
  uses(helper: string): string {
    this.scope.uses(helper);
    return helper;
  }

  get height(): number {
    return this.#stack.length;
  }

  push(...values: readonly Expression[]): void {
    for (const value of values) this.#stack.push(value.text.length > MAX_TEXT ? this.keep(value) : value);
  }

  pop(): Expression {
    return this.#stack.pop() as Expression;
  }

  popAll(types: readonly unknown[]): Expression[] {
    return this.#stack.splice(this.#stack.length - types.length);
  }

  cutTo(height: number): void {
    this.#stack.length = height;
  }

  /** Gives stack entries that read any of these a variable, before it changes. */
  settle(...changed: readonly string[]): void {
    this.#stack.forEach((entry, at) => {
      if (entry.reads.some((name) => changed.includes(name))) this.#stack[at] = this.keep(entry);
    });
  }

  /** Gives all of the stack but constants variables: what follows may or may not be run. */
  settleAll(): void {
    this.#stack.forEach((entry, at) => {
      this.#stack[at] = this.keep(entry);
    });
  }

  /** A value as it is now. */
  keep(value: Expression): Expression {
    const isKept = value.bits !== undefined || (value.reads[0] === value.text && value.text.startsWith('t'));
    return isKept ? value : this.temporary(value);
  }

  temporary(value: Expression, hasEffect = false): Expression {
    const name = this.newName('t');
    const { text, reads, type } = value;
    this.statements.push({ kind: 'temporary', name, type: typeName(type), text, reads, hasEffect });
    return variable(type, name);
  }

  /** A value that cannot be put off, since computing it may trap or does something. */
  pushNow(type: ValueType, text: string, ...of: readonly Expression[]): void {
    this.push(this.temporary({ type, text, reads: readsOf(...of) }, true));
  }

  line(text: string, ...of: readonly Expression[]): void {
    this.statements.push({ kind: 'line', text, reads: readsOf(...of) });
  }

  assign(target: Expression, value: Expression): void {
    if (target.text === value.text) return;
    this.statements.push({ kind: 'assign', name: target.text, text: value.text, reads: value.reads });
  }

  trap(reason: Trap): void {
    this.line(`${this.uses('TRAP')}(${reason}, ${this.where})`);
    this.leave();
  }

  /** What follows is reached only from elsewhere. */
  leave(): void {
    this.isDead = true;
    this.cutTo(this.frames.at(-1)?.height ?? 0);
  }
}
