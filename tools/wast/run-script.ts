import { trapText } from '../../host/aot/sandbox/trap-text.ts';
import {
  type SandboxBoard,
  SandboxInstance,
  type SandboxOutcome,
  type TrapReport,
} from '../../test/support/sandbox-board.ts';
import type { Exclusion, Modules, Prepared } from './modules.ts';
import type { Action, Command } from './script.ts';
import { type Constant, constantReader } from './text-format.ts';
import { boardValue, isExpected, isTrapText } from './verdict.ts';

/** What became of the commands of a script. */
export interface ScriptResult {
  passed: number;
  readonly failed: string[];
  readonly excluded: Map<Exclusion, number>;
}

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
    if (prepared?.exclusion !== undefined) {
      if (command.kind === 'module') this.#name(command.module.id, new Exclude(prepared.exclusion));
      return new Exclude(prepared.exclusion);
    }
    switch (command.kind) {
      case 'module':
        return this.#start(command.module.id, prepared as Prepared);
      case 'register':
        return undefined;
      case 'assert_invalid':
      case 'assert_malformed':
      case 'assert_unlinkable':
        return prepared?.complaint === undefined ? `not refused; expected "${command.message}"` : undefined;
      case 'assert_trap_module': {
        if (!prepared?.module) return prepared?.complaint;
        return trapComplaint(new SandboxInstance(this.#board, prepared.module).instantiate(), command.message);
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

  #name(id: string | undefined, live: Live): void {
    this.#live.set(undefined, live);
    if (id !== undefined) this.#live.set(id, live);
  }

  #start(id: string | undefined, { module, complaint = '' }: Prepared): string | undefined {
    if (!module) {
      this.#name(id, complaint);
      return complaint;
    }
    const instance = new SandboxInstance(this.#board, module);
    this.#name(id, instance);
    const outcome = instance.instantiate();
    return outcome.trap && showTrap(outcome.trap);
  }

  #perform({ kind, id, name, args }: Action): SandboxOutcome | Exclude | string {
    const instance = this.#live.get(id);
    if (instance === undefined) return 'there is no such module';
    if (!(instance instanceof SandboxInstance)) return instance;
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

const trapComplaint = (outcome: SandboxOutcome, message: string): string | undefined =>
  outcome.trap && isTrapText(outcome.trap.kind, message) ? undefined : `${show(outcome)}; expected "${message}"`;
