import { compileModule } from '../../host/aot/compile-module.ts';
import type { Image } from '../../host/aot/image.ts';
import { link } from '../../host/aot/link.ts';
import type { ObjectCode, Section } from '../../host/aot/object-code.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import type { FunctionType, ValueType } from '../../host/aot/wasm/module.ts';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { decodeTable } from '../../host/emulate/core/decode.ts';
import { Interpreter } from '../../host/emulate/core/interpreter.ts';
import { EmulatorFault } from '../../host/emulate/fault.ts';
import type { Outcome, WasmValue } from './wasm-values.ts';

const FLASH = { name: 'flash', origin: 0x1000_0000, bytes: 2 << 20 };
const RAM = { name: 'ram', origin: 0x2000_0000, bytes: 264 << 10 };
/** What of RAM tests use as linear memory; the module's own globals lie below, the stack above. */
export const MEMORY = { origin: 0x2001_0000, bytes: 0x1_0000 };
const STACK_TOP = RAM.origin + RAM.bytes;
/** A return to it ends the interpreter's burst, as the return from an exception would (ARMv6-M ARM, B1.5.8). */
const RETURN_ADDRESS = 0xffff_fff9;
const UDF = 0xde00;
const CYCLE_LIMIT = 50_000_000;

const core = {
  registers: new Uint32Array(16),
  N: false,
  Z: false,
  C: false,
  V: false,
  PM: false,
  SP: 0,
  waiting: false,
  eventRegistered: false,
  interruptsUpdated: false,
  pendingSVCall: false,
  readSpecialRegister: () => 0,
  writeSpecialRegister: () => undefined,
};
const ram = new Uint8Array(RAM.bytes);
const flash = new Uint8Array(FLASH.bytes);
const outside = {
  load: (address: number, _bytes: number, pc: number): number => {
    throw new EmulatorFault('unmapped read', pc, address);
  },
  store: (address: number, _bytes: number, _value: number, pc: number): void => {
    throw new EmulatorFault('unmapped write', pc, address);
  },
};
const interpreter = new Interpreter(core, outside, decodeTable, ram, flash);

/** The support library, which every module may call. */
export const supportLibrary = async (): Promise<readonly Section[]> =>
  compileModule(await compileAssemblyScript({ entry: 'arith/integer.ts' }), { module: 'rt', target: 'thumbv6m' })
    .sections;

/**
 * A WebAssembly module on a bare Cortex-M0+: its machine code in flash, `MEMORY` for its linear memory, no firmware.
 * The core and its memories are shared: the module loaded last is the one that runs.
 */
export class WasmBoard {
  readonly object: ObjectCode;
  readonly image: Image;
  readonly memory = ram.subarray(MEMORY.origin - RAM.origin, MEMORY.origin - RAM.origin + MEMORY.bytes);
  readonly #types = new Map<string, FunctionType>();
  readonly #addresses: ReadonlyMap<string, number>;
  readonly #globals: readonly ValueType[];

  constructor(wasm: Uint8Array, support: readonly Section[]) {
    const module = decode(wasm);
    this.#globals = module.globals.map(({ type }) => type);
    this.object = compileModule(wasm, { module: 'm', target: 'thumbv6m' });
    for (const [index, names] of module.exportNames) {
      const { type } = module.functions[index - module.imports.length] ?? {};
      for (const name of names) if (type) this.#types.set(name, type);
    }
    const { sections } = this.object;
    this.image = link({
      board: 'bare',
      flash: FLASH,
      ram: { ...RAM, bytes: MEMORY.origin - RAM.origin },
      stackBytes: 0,
      sections: [...sections, ...support],
      roots: sections.map(({ symbol }) => symbol),
      entry: `m.${[...this.#types.keys()][0]}`,
      named: { weights: '', arena: '', staging: '' },
    });
    this.#addresses = new Map(this.image.symbols.map(({ name, address }) => [name, address]));
    this.reset();
  }

  /** Programs flash and does what start-up code does: data copied, the rest of RAM zero. */
  reset(): void {
    ram.fill(0);
    for (const { name, address, bytes } of this.image.segments) {
      flash.set(bytes, address - FLASH.origin);
      if (name === 'data') ram.set(bytes);
    }
    interpreter.cycles = 0;
    interpreter.instructions = 0;
  }

  /**
   * Calls an export as this compiler passes arguments: words in r0-r3, then on the stack, an i64 as two words, low first.
   * @throws EmulatorFault for anything but a trap: a module that Node runs never faults
   */
  call(
    name: string,
    ...args: readonly WasmValue[]
  ): Outcome & { readonly instructions: number; readonly cycles: number } {
    const type = this.#types.get(name);
    if (!type) throw new RangeError(`no export ${name}`);
    const words = args.flatMap((arg, at) =>
      type.params[at] === 'i64' ? [Number(BigInt.asUintN(32, BigInt(arg))), Number(BigInt(arg) >> 32n)] : [Number(arg)],
    );
    const onStack = words.slice(4);
    // AAPCS 5.2.1.2: the stack is aligned to 8 bytes at every call.
    const sp = (STACK_TOP - 4 * onStack.length) & ~7;
    const view = new DataView(ram.buffer);
    onStack.forEach((word, at) => {
      view.setUint32(sp - RAM.origin + 4 * at, word >>> 0, true);
    });
    core.registers.set(CALLEE_SAVED, 4);
    core.registers.set(words.slice(0, 4));
    core.registers[13] = sp;
    core.registers[14] = RETURN_ADDRESS;
    interpreter.pc = this.#addresses.get(`m.${name}`) as number;
    interpreter.exceptionReturn = undefined;
    const { cycles, instructions } = interpreter;
    const isTrap = runsIntoTrap(cycles + CYCLE_LIMIT);
    const counts = { instructions: interpreter.instructions - instructions, cycles: interpreter.cycles - cycles };
    if (isTrap) return { trap: true, ...counts };
    if (core.registers[13] !== sp) throw new Error(`${name} moved the stack pointer`);
    CALLEE_SAVED.forEach((value, at) => {
      if (core.registers[4 + at] !== value) throw new Error(`${name} destroyed r${4 + at}`);
    });
    const [lo = 0, hi = 0] = core.registers;
    const [result] = type.results;
    const value = result === 'i32' ? lo | 0 : result === 'i64' ? join(lo, hi) : undefined;
    return { value, ...counts };
  }

  /** A mutable global as it is now. */
  global(index: number): WasmValue {
    const at = (this.#addresses.get(`m.global.${index}`) as number) - RAM.origin;
    const view = new DataView(ram.buffer);
    const lo = view.getUint32(at, true);
    return this.#globals[index] === 'i64' ? join(lo, view.getUint32(at + 4, true)) : lo | 0;
  }
}

/** AAPCS 5.1.1: r4 to r11 survive a call. */
const CALLEE_SAVED = Array.from({ length: 8 }, (_, at) => (0xc0de_0004 + at) >>> 0);
const join = (lo: number, hi: number): bigint => BigInt.asIntN(64, (BigInt(hi) << 32n) | BigInt(lo));

const runsIntoTrap = (limit: number): boolean => {
  try {
    interpreter.burst(limit);
  } catch (error) {
    if (error instanceof EmulatorFault && error.kind === 'illegal instruction' && error.subject === UDF) return true;
    throw error;
  }
  if (interpreter.exceptionReturn === undefined) throw new Error(`no return after ${CYCLE_LIMIT} cycles`);
  return false;
};
