import { trapText } from '../../host/aot/sandbox/trap-text.ts';
import type { WasmModule } from '../../host/aot/wasm/module.ts';
import type { SandboxBoard } from '../../host/emulate/bare/sandbox-board.ts';
import { SandboxInstance, type SandboxOutcome, type TrapReport } from '../../host/emulate/bare/sandbox-instance.ts';
import type { SandboxedModule } from '../../host/emulate/bare/sandboxed-module.ts';
import type { Exclusion, Modules, Prepared } from './modules.ts';
import type { Action, Command } from './script.ts';
import { Sharing } from './sharing.ts';
import { type Constant, constantReader } from './text-format.ts';
import { boardValue, isExpected, isTrapText } from './verdict.ts';

/** What became of the commands of a script. */
export interface ScriptResult {
  passed: number;
  readonly failed: string[];
  readonly excluded: Map<Exclusion, number>;
}

const SHARES = 'shares a memory or table with another module';
/** Of the message and the module. */
const VALID_IN_2 = /^(invalid result arity|multiple tables)|type-br_table-label-num-vs-label-num-after-unreachable/;
const UNLINKABLE_IN_1 = /^(data|elements) segment does not fit/;

/** A module of the script while it runs. */
type Live = SandboxInstance | Exclude | string;

class Exclude {
  constructor(readonly reason: Exclusion) {}
}

const showTrap = ({ kind, at }: TrapReport): string => `trap "${trapText[kind]}" at byte ${at}`;
const show = (outcome: SandboxOutcome): string =>
  outcome.trap ? showTrap(outcome.trap) : `(${outcome.values.join(', ')})`;
const isString = (value: unknown): value is string => typeof value === 'string';

/** Runs the commands one by one: each passes, fails with a line that says how, or says nothing about this compiler. */
export const runScript = (
  source: string,
  commands: readonly Command[],
  target: Modules,
  boot: (prepared: readonly Prepared[]) => SandboxBoard,
): ScriptResult => {
  const prepared = commands.map((command) => target.take(command));
  const board = boot(prepared.filter((item) => item !== undefined));
  const run = new Run(source, commands, board);
  commands.forEach((command, at) => {
    run.command(command, prepared[at]);
  });
  return run.result;
};

class Run {
  readonly result: ScriptResult = { passed: 0, failed: [], excluded: new Map() };
  readonly #board: SandboxBoard;
  readonly #read: (list: Parameters<ReturnType<typeof constantReader>>[0]) => Constant;
  readonly #live = new Map<string | undefined, Live>();
  readonly #decoded = new Map<string | undefined, WasmModule>();
  readonly #sharing = new Sharing();

  constructor(source: string, commands: readonly Command[], board: SandboxBoard) {
    this.#board = board;
    const lists = commands.flatMap((command) => [
      ...('action' in command ? command.action.args : []),
      ...('expected' in command ? command.expected : []),
    ]);
    this.#read = constantReader(lists, source);
  }

  command(command: Command, prepared: Prepared | undefined): void {
    let complaint: string | Exclude | undefined;
    try {
      complaint = this.#judge(command, prepared);
    } catch (error) {
      complaint = String(error);
    }
    if (complaint === undefined) this.result.passed++;
    else if (isString(complaint)) this.result.failed.push(`line ${command.line}: ${command.kind}: ${complaint}`);
    else this.result.excluded.set(complaint.reason, (this.result.excluded.get(complaint.reason) ?? 0) + 1);
  }

  /** Why a command fails, or is left out; nothing if it passes. */
  #judge(command: Command, prepared: Prepared | undefined): string | Exclude | undefined {
    const exclude = prepared && this.#exclude(prepared);
    if (exclude) {
      if (command.kind === 'module') this.#name(command.module.id, exclude, prepared.decoded);
      return exclude;
    }
    switch (command.kind) {
      case 'module':
        return this.#start(command.module.id, prepared as Prepared);
      case 'register': {
        const decoded = this.#decoded.get(command.id);
        if (decoded) this.#sharing.register(command.name, decoded);
        return undefined;
      }
      case 'assert_invalid':
      case 'assert_malformed':
        if (prepared?.complaint !== undefined) return undefined;
        if (VALID_IN_2.test(`${command.message} ${command.module.text}`))
          return new Exclude('invalid in WebAssembly 1.0, valid in 2.0');
        return notRefused(command.message);
      case 'assert_unlinkable': {
        if (prepared?.complaint) return prepared.complaint.includes(' the import ') ? undefined : prepared.complaint;
        // What WebAssembly 1.0 refuses before anything happens traps in 2.0.
        const { trap } = this.#instance(prepared as Prepared).instantiate();
        return trap && UNLINKABLE_IN_1.test(command.message) ? undefined : notRefused(command.message);
      }
      case 'assert_trap_module': {
        if (prepared?.complaint) return prepared.complaint;
        return trapComplaint(this.#instance(prepared as Prepared).instantiate(), command.message);
      }
      case 'action':
        return this.#returnComplaint(command.action, undefined);
      case 'assert_return':
        return this.#returnComplaint(command.action, command.expected.map(this.#read));
      case 'assert_trap':
      case 'assert_exhaustion': {
        const outcome = this.#perform(command.action);
        return isString(outcome) || outcome instanceof Exclude ? outcome : trapComplaint(outcome, command.message);
      }
    }
  }

  #exclude(prepared: Prepared): Exclude | undefined {
    if ('exclusion' in prepared) return new Exclude(prepared.exclusion);
    const { decoded } = prepared;
    if (decoded) this.#sharing.add(decoded);
    return decoded && this.#sharing.isTainted(decoded) ? new Exclude(SHARES) : undefined;
  }

  #name(id: string | undefined, live: Live, decoded: WasmModule | undefined): void {
    for (const one of new Set([undefined, id])) {
      this.#live.set(one, live);
      if (decoded) this.#decoded.set(one, decoded);
      else this.#decoded.delete(one);
    }
  }

  #instance({ module }: Prepared): SandboxInstance {
    return new SandboxInstance(this.#board, module as SandboxedModule);
  }

  #start(id: string | undefined, prepared: Prepared): string | undefined {
    if (prepared.complaint !== undefined) {
      this.#name(id, prepared.complaint, prepared.decoded);
      return prepared.complaint;
    }
    const instance = this.#instance(prepared);
    this.#name(id, instance, prepared.decoded);
    const { trap } = instance.instantiate();
    return trap && showTrap(trap);
  }

  #perform({ kind, id, name, args }: Action): SandboxOutcome | Exclude | string {
    const instance = this.#live.get(id);
    if (instance === undefined) return 'there is no such module';
    if (!(instance instanceof SandboxInstance)) return instance;
    if (this.#sharing.isTainted(instance.module)) return new Exclude(SHARES);
    if (kind === 'get') return { values: [instance.global(name)] };
    return instance.call(name, ...args.map((arg) => boardValue(this.#read(arg))));
  }

  #returnComplaint(action: Action, expected: readonly Constant[] | undefined): string | Exclude | undefined {
    const outcome = this.#perform(action);
    if (isString(outcome) || outcome instanceof Exclude) return outcome;
    const isRight =
      outcome.values !== undefined &&
      (expected === undefined ||
        (expected.length === outcome.values.length &&
          expected.every((one, at) => isExpected(outcome.values[at], one))));
    return isRight ? undefined : `${action.name}: ${show(outcome)}`;
  }
}

const notRefused = (message: string): string => `not refused; expected "${message}"`;
const trapComplaint = (outcome: SandboxOutcome, message: string): string | undefined =>
  outcome.trap && isTrapText(outcome.trap.kind, message) ? undefined : `${show(outcome)}; expected "${message}"`;
