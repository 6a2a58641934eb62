import { TRAP_KIND_SHIFT } from '../../assembly/shared/trap.ts';
import { trapText } from '../../host/aot/sandbox/trap-text.ts';
import { cSources } from '../../host/aot/targets/c/index.ts';
import { identifier } from '../../host/aot/targets/c/names.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { functionTypeOf, type ValueType, type WasmModule } from '../../host/aot/wasm/module.ts';
import { isWide, type WasmValue } from '../../host/emulate/bare/values.ts';
import { ToolError } from '../../host/errors.ts';
import { runC } from '../../test/support/c-compiler.ts';
import type { Exclusion } from './modules.ts';
import type { ScriptResult } from './run-script.ts';
import { type Action, type Command, type ModuleSource, readScript } from './script.ts';
import { bytesOf, type Constant, constantReader } from './text-format.ts';
import { boardValue, isExpected, isTrapText } from './verdict.ts';

/** A module of a script that C can be made of. */
interface Unit {
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly module: WasmModule;
}

/** What a program does, and what its line of output must be. */
interface Step {
  readonly command: Command;
  readonly text: string;
  readonly complaint: (line: string) => string | undefined;
}

const limits = {
  'spectest.table': { kind: 'table', type: 'funcref', limits: { min: 10, max: 20 } },
  'spectest.memory': { kind: 'memory', limits: { min: 1, max: 2 } },
} as const;
const SPECTEST = new Set(
  'global_i32 global_i64 global_f32 global_f64 print print_i32 print_i64 print_f32 print_f64 print_i32_f32 print_f64_f64 table memory'.split(
    ' ',
  ),
);
const FRAME = `
#include <setjmp.h>
#include <stdio.h>
#include <stdint.h>
static jmp_buf out;
static uint32_t trapped;
void wasm_trap(uint32_t trap);
void wasm_trap(uint32_t trap) { trapped = trap; longjmp(out, 1); }
const uint32_t spectest_global_i32 = 666, spectest_global_f32 = 0x4426a666;
const uint64_t spectest_global_i64 = 666, spectest_global_f64 = 0x4084d4cccccccccdull;
void spectest_print(void) { }
void spectest_print_i32(uint32_t a) { (void)a; }
void spectest_print_i64(uint64_t a) { (void)a; }
void spectest_print_f32(float a) { (void)a; }
void spectest_print_f64(double a) { (void)a; }
void spectest_print_i32_f32(uint32_t a, float b) { (void)a; (void)b; }
void spectest_print_f64_f64(double a, double b) { (void)a; (void)b; }
static inline float as_f32(uint64_t bits) { union { uint32_t bits; float value; } x; x.bits = (uint32_t)bits; return x.value; }
static inline double as_f64(uint64_t bits) { union { uint64_t bits; double value; } x; x.bits = bits; return x.value; }
static void show_i64(uint64_t value) { printf("%lld ", (long long)value); }
static void show_i32(uint32_t value) { printf("%lld ", (long long)(int32_t)value); }
static void show_f32(float value) { union { uint32_t bits; float value; } x; x.value = value; show_i32(x.bits); }
static void show_f64(double value) { union { uint64_t bits; double value; } x; x.value = value; show_i64(x.bits); }
static void show_funcref(const void *value) { printf("%d ", value != 0); }
static void show_externref(const void *value) { printf("%lld ", (long long)(uintptr_t)value); }
`;
const main = (steps: readonly string[]): string => `
${steps.map((text, at) => `static void step${at}(void) { ${text} }`).join('\n')}
static void (*const steps[])(void) = { ${steps.map((_, at) => `step${at}`).join() || '0'} };
int main(void) {
  for (int at = 0; at < ${steps.length}; at++) {
    if (setjmp(out) == 0) steps[at]();
    else printf("trap %u", trapped);
    printf("\\n");
  }
  return 0;
}`;

const ELSEWHERE = 'imports what another module exports, or is changed by one that does';
const NAMELESS = 'an export that is another’s, or has no name of its own in C';
const FLAGS = ['-std=gnu99', '-w', '-O1', '-fsignaling-nans', '-ffp-contract=off'];

/** Runs what a script says of modules that stand alone, compiled to C and by this machine's compiler. */
export const runScriptInC = (source: string): ScriptResult => {
  const script = new Script(source, readScript(source));
  const { steps, units, result } = script;
  const modules = units.map(({ wasm, name }) => ({
    wasm,
    name,
    sandbox: { memoryPages: 1024, tableElements: 1024, imports: limits },
  }));
  const program = [FRAME, cSources(modules), main(steps.map(({ text }) => text))].join('\n');
  const lines = steps.length > 0 ? runC(program, { flags: FLAGS }).toString().split('\n') : [];
  steps.forEach(({ command, complaint }, at) => {
    const told = complaint(lines[at] ?? '');
    if (told === undefined) result.passed++;
    else result.failed.push(`line ${command.line}: ${command.kind}: ${told}`);
  });
  return result;
};

class Script {
  readonly result: ScriptResult = { passed: 0, failed: [], excluded: new Map() };
  readonly units: Unit[] = [];
  readonly steps: Step[] = [];
  readonly #registered = new Map<string, Unit>();
  /** What others change that are left out. */
  readonly #shared = new Set<Unit>();
  readonly #live = new Map<string | undefined, Unit | undefined>();
  readonly #read: (list: Parameters<ReturnType<typeof constantReader>>[0]) => Constant;

  constructor(source: string, commands: readonly Command[]) {
    const lists = commands.flatMap((command) => [
      ...('action' in command ? command.action.args : []),
      ...('expected' in command ? command.expected : []),
    ]);
    this.#read = constantReader(lists, source);
    for (const command of commands) this.#take(command);
  }

  #exclude(reason: Exclusion): undefined {
    this.result.excluded.set(reason, (this.result.excluded.get(reason) ?? 0) + 1);
  }

  #take(command: Command): void {
    switch (command.kind) {
      case 'module': {
        const unit = this.#unit(command.module);
        this.#live.set(undefined, unit);
        if (command.module.id !== undefined) this.#live.set(command.module.id, unit);
        if (unit) this.#step(command, `${unit.name}_instantiate();`, (line) => (line === '' ? undefined : show(line)));
        return;
      }
      case 'assert_trap_module': {
        const unit = this.#unit(command.module);
        if (unit) this.#step(command, `${unit.name}_instantiate();`, trapComplaint(command.message));
        return;
      }
      case 'register': {
        const unit = this.#live.get(command.id);
        if (unit) this.#registered.set(command.name, unit);
        return;
      }
      case 'action':
      case 'assert_return':
        return this.#action(
          command,
          command.action,
          'expected' in command ? command.expected.map(this.#read) : undefined,
        );
      case 'assert_trap':
      case 'assert_exhaustion':
        return this.#action(command, command.action, command.message);
      default:
        return this.#exclude('about the decoder, which all targets share');
    }
  }

  #step(command: Command, text: string, complaint: Step['complaint']): void {
    this.steps.push({ command, text, complaint });
  }

  #unit(source: ModuleSource): Unit | undefined {
    const wasm = binaryOf(source);
    if (!wasm) return this.#exclude('wabt does not make a module of it');
    try {
      const module = decode(wasm);
      const names = [...module.imports, ...[...module.tables, ...module.memories].flatMap((one) => one.import ?? [])];
      for (const { source: from } of module.globals) if ('import' in from) names.push(from.import as never);
      for (const name of names) {
        const other = this.#registered.get(name.module);
        if (other) this.#shared.add(other);
      }
      if (names.every(({ module: from, name }) => from === 'spectest' && SPECTEST.has(name))) {
        const unit = { name: `m${this.units.length}`, wasm, module };
        cSources([{ ...unit, sandbox: { imports: limits } }]);
        this.units.push(unit);
        return unit;
      }
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      this.result.failed.push(error.message);
      return undefined;
    }
    return this.#exclude(ELSEWHERE);
  }

  #action(
    command: Command,
    { kind, id, name, args }: Action,
    expected: readonly Constant[] | string | undefined,
  ): void {
    const unit = this.#live.get(id);
    const found = unit?.module.exports.find(
      (one) => one.name === name && one.kind === (kind === 'get' ? 'global' : 'function'),
    );
    if (!unit || !found || this.#shared.has(unit)) return this.#exclude(ELSEWHERE);
    // Names that several exports share in C are left out.
    const namesakes = unit.module.exports.filter((one) => identifier(one.name) === identifier(name));
    if (namesakes.length > 1) return this.#exclude(NAMELESS);
    if (kind === 'get' || found.index < unit.module.imports.length) return this.#exclude(NAMELESS);
    const [first] = unit.module.exportNames.get(found.index) ?? [];
    if (first !== name) return this.#exclude(NAMELESS);
    const { params, results } = functionTypeOf(unit.module, found.index);
    const values = args.map((arg, at) => literal(params[at] as ValueType, boardValue(this.#read(arg))));
    const text = callText(unit.name, `${identifier(`${unit.name}_${name}`)}(${values.join(', ')})`, results);
    if (isText(expected)) return this.#step(command, text, trapComplaint(expected));
    this.#step(command, text, (line) => {
      const isTrap = line.startsWith('trap');
      const texts = line.split(' ').filter(Boolean);
      const actual = isTrap
        ? []
        : results.map((type, at) => (isWide(type) ? BigInt(texts[at] ?? 0) : Number(texts[at])));
      const isRight = !isTrap && (expected === undefined || expected.every((one, at) => isExpected(actual[at], one)));
      return isRight ? undefined : `${name}: ${show(line)}`;
    });
  }
}

/** wabt does not read all of the scripts. */
const binaryOf = (source: ModuleSource): Uint8Array | undefined => {
  try {
    return bytesOf(source);
  } catch {
    return undefined;
  }
};

const isText = (value: unknown): value is string => typeof value === 'string';
const trapOf = (line: string): { kind: keyof typeof trapText; at: number } => {
  const word = Number(line.split(' ')[1]);
  return { kind: word >>> TRAP_KIND_SHIFT, at: word & ((1 << TRAP_KIND_SHIFT) - 1) };
};
const show = (line: string): string => {
  if (!line.startsWith('trap')) return `(${line.trim()})`;
  const { kind, at } = trapOf(line);
  return `trap "${trapText[kind]}" at byte ${at}`;
};
const trapComplaint =
  (message: string): Step['complaint'] =>
  (line) => {
    return line.startsWith('trap') && isTrapText(trapOf(line).kind, message)
      ? undefined
      : `${show(line)}; expected "${message}"`;
  };

const literal = (type: ValueType, value: WasmValue): string => {
  const bits = `0x${BigInt.asUintN(64, BigInt(value)).toString(16)}ull`;
  if (type === 'f32' || type === 'f64') return `as_${type}(${bits})`;
  if (type === 'funcref' || type === 'externref') return `(const void *)(uintptr_t)${bits}`;
  return `(uint${type === 'i64' ? 64 : 32}_t)${bits}`;
};

const callText = (prefix: string, text: string, results: readonly ValueType[]): string => {
  const [only] = results;
  if (!only) return `${text};`;
  if (results.length === 1) return `show_${only}(${text});`;
  return `const ${prefix}_${results.join('_')} r = ${text}; ${results.map((type, at) => `show_${type}(r.r${at});`).join(' ')}`;
};
