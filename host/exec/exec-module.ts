import type { Target } from '../aot/compile-module.ts';
import type { Section } from '../aot/object-code.ts';
import { type FunctionType, functionTypeOf, type ValueType, type WasmModule } from '../aot/wasm/module.ts';
import { BareCore, NoReturn } from '../emulate/bare/bare-core.ts';
import { SandboxBoard } from '../emulate/bare/sandbox-board.ts';
import { SandboxInstance, type SandboxOutcome } from '../emulate/bare/sandbox-instance.ts';
import { sandboxedModule } from '../emulate/bare/sandboxed-module.ts';
import type { WasmValue } from '../emulate/bare/values.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { sandboxLibrary } from '../firmware/support-library.ts';
import { trapped } from './trap.ts';
import { readValue, showValue } from './values.ts';

export interface ExecRequest {
  readonly wasm: Uint8Array;
  readonly target: Target;
  /** An exported function; without one the module is only brought to life. */
  readonly invoke?: string;
  readonly args: readonly string[];
  /** How far the memory may grow. */
  readonly memoryPages: number;
  /** Instructions that a call may take. */
  readonly limit: number;
}

export interface ExecReport {
  readonly target: Target;
  readonly exports: readonly { readonly name: string; readonly type: FunctionType }[];
  readonly results: readonly { readonly type: ValueType; readonly value: string }[];
  /** Of the call, or else of bringing the module to life. */
  readonly instructions: number;
  readonly cycles: number;
  readonly cyclesAre: 'counted' | 'modelled';
}

const STACK_BYTES = 1 << 20;
/** See host/emulate/core and host/emulate/armv7em/cycles.ts. */
const cycleSource: Readonly<Record<Target, ExecReport['cyclesAre']>> = { thumbv6m: 'counted', thumbv7em: 'modelled' };

export const signature = ({ params, results }: FunctionType): string =>
  `(${params.join(', ')})${results.length > 0 ? ` -> ${results.join(', ')}` : ''}`;

const exportsOf = (module: WasmModule): ExecReport['exports'] =>
  module.exports
    .filter(({ kind }) => kind === 'function')
    .map(({ name, index }) => ({ name, type: functionTypeOf(module, index) }));

const calleeOf = (exports: ExecReport['exports'], name: string): FunctionType => {
  const callee = exports.find((item) => item.name === name);
  if (callee) return callee.type;
  const names = exports.map((item) => item.name).join(', ');
  const remedy = names === '' ? 'The module exports no functions.' : `It exports ${names}.`;
  throw new ToolError('NO_EXPORT', ExitCode.Usage, `the module exports no function ${name}`, remedy);
};

/** @throws ToolError `USAGE` */
const readArguments = (name: string, type: FunctionType, args: readonly string[]): WasmValue[] => {
  if (args.length !== type.params.length)
    throw new ToolError(
      'USAGE',
      ExitCode.Usage,
      `${name} takes ${type.params.length} arguments, not ${args.length}`,
      `Its type is ${signature(type)}.`,
    );
  return args.map((text, at) => readValue(text, type.params[at] as ValueType));
};

const ramFor = (sections: readonly Section[]): number => {
  const bytes = sections.flatMap((section) => (section.kind === 'bss' || section.kind === 'data' ? [section] : []));
  return STACK_BYTES + bytes.reduce((sum, section) => sum + section.bytes.length + section.align, 1 << 16);
};

/**
 * Runs a function of any WebAssembly module, sandboxed, on an emulated core.
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`, `NO_EXPORT`, `USAGE`, `WASM_TRAP`, `NO_RETURN`
 */
export const execModule = async ({
  wasm,
  target,
  invoke,
  args,
  memoryPages,
  limit,
}: ExecRequest): Promise<ExecReport> => {
  const compiled = sandboxedModule(wasm, target, { memoryPages });
  const { module } = compiled;
  const exports = exportsOf(module);
  const type = invoke === undefined ? undefined : calleeOf(exports, invoke);
  const values = invoke !== undefined && type ? readArguments(invoke, type, args) : [];
  const library = await sandboxLibrary(target);
  const ramBytes = ramFor([...compiled.sections, ...library]) & ~3;
  const core = new BareCore({ target, ramBytes, instructionLimit: limit });
  const board = new SandboxBoard([compiled], { core, library, stackBytes: STACK_BYTES });
  const instance = new SandboxInstance(board, compiled);
  const run = (call: () => SandboxOutcome): readonly WasmValue[] => {
    try {
      const { trap, values: given = [] } = call();
      if (trap) throw trapped(trap, module);
      return given;
    } catch (error) {
      if (!(error instanceof NoReturn)) throw error;
      const what = `${invoke ?? 'the module'} takes more than ${limit} instructions`;
      throw new ToolError('NO_RETURN', ExitCode.CheckFailed, what, 'Give it more with --limit.');
    }
  };
  run(() => instance.instantiate());
  const given = invoke === undefined ? [] : run(() => instance.call(invoke, ...values));
  const { instructions, cycles } = board;
  const results = given.map((value, at) => {
    const one = type?.results[at] as ValueType;
    return { type: one, value: showValue(value, one) };
  });
  return { target, exports, results, instructions, cycles, cyclesAre: cycleSource[target] };
};
