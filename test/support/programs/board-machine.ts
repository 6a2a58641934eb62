import type { Target } from '../../../host/aot/compile-module.ts';
import type { Grant } from '../../../host/aot/sandbox/imports.ts';
import { functionTypeOf, type Global, type ValueType } from '../../../host/aot/wasm/module.ts';
import { SandboxInstance, type SandboxOutcome } from '../../../host/emulate/bare/sandbox-instance.ts';
import { type SandboxedModule, sandboxedModule } from '../../../host/emulate/bare/sandboxed-module.ts';
import { boardOf } from '../sandboxed.ts';
import { type Call, type Machine, type Program, show } from './program.ts';
import { trapClass } from './trap-class.ts';

/** More than any of these modules may have. */
export const LIMITS = { memoryPages: 24, tableElements: 4096 };

/** The exports of a sandboxed module, for another to import. */
const grantsOf = ({ module, symbols }: SandboxedModule): Record<string, Grant> =>
  Object.fromEntries(
    module.exports.flatMap(({ kind, name, index }): [string, Grant][] => {
      if (kind === 'function')
        return [[name, { kind, symbol: symbols.functionSymbol(index), type: functionTypeOf(module, index) }]];
      const { type, isMutable } = module.globals[index] as Global;
      return [[name, { kind: 'global', symbol: symbols.globalPlace(index).symbol, type, isMutable }]];
    }),
  );

export class BoardMachine implements Machine {
  readonly name: string;
  readonly #surroundings: SandboxInstance;
  readonly #instance: SandboxInstance;

  constructor({ wasm, surroundings }: Program, target: Target) {
    this.name = target;
    const around = sandboxedModule(surroundings, target, {}, 'around');
    const options = { ...LIMITS, imports: grantsOf(around) };
    const module = sandboxedModule(wasm, target, options);
    const board = boardOf(target, around, module);
    this.#surroundings = new SandboxInstance(board, around);
    this.#instance = new SandboxInstance(board, module);
  }

  instantiate(): string {
    this.#surroundings.instantiate();
    return outcome(this.#instance.instantiate(), []);
  }

  call({ name, type: { results }, args }: Call): string {
    return outcome(this.#instance.call(name, ...args.map((arg) => arg ?? 0)), results);
  }

  global(name: string, type: ValueType): string {
    return show([this.#instance.global(name)], [type]);
  }

  memory(): Uint8Array {
    return this.#instance.memory;
  }

  log(): string {
    return String(this.#surroundings.global('log'));
  }
}

const outcome = ({ trap, values = [] }: SandboxOutcome, results: readonly ValueType[]): string =>
  trap ? trapClass(trap) : show(values, results);
