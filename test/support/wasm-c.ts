import assert from 'node:assert/strict';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { runC } from './c-compiler.ts';
import { type CCase, type Frame, mutableGlobals, programOf } from './c-program.ts';
import { MEMORY } from './wasm-board.ts';
import type { Call } from './wasm-compare.ts';
import { encodeModule } from './wasm-encoder.ts';
import { WasmNode } from './wasm-node.ts';
import { isWide, type Outcome, type WasmValue } from './wasm-values.ts';

/** Memory where Node and boards have it. */
const here: Frame = {
  before: `
#include <setjmp.h>
#include <stdio.h>
#include <sys/mman.h>
static jmp_buf out;
static void leave(void) { longjmp(out, 1); }
static void put(char c) { putchar(c); }
#define TRAP(why, where) for ((void)(where);;) leave()
`,
  after: `
int main(void) {
  void *memory = mmap((void *)${MEMORY.origin}, ${MEMORY.bytes}, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  for (int number = 0; number < CALLS; number++) {
    if (setjmp(out) == 0) calls[number]();
    else put('t');
    put('\\n');
  }
  return 0;
}`,
};

const hash = (memory: Uint8Array): number => memory.reduce((sum, byte) => Math.imul(sum ^ byte, 0x0100_0193), 0) >>> 0;

const hex = (type: ValueType, value: WasmValue): string =>
  `${BigInt.asUintN(isWide(type) ? 64 : 32, BigInt(value)).toString(16)} `;

const isNan32 = (bits: bigint): boolean => (bits & 0x7fff_ffffn) > 0x7f80_0000n;
const isNan64 = (bits: bigint): boolean => (bits & 0x7fff_ffff_ffff_ffffn) > 0x7ff0_0000_0000_0000n;
const canonical = (type: ValueType, value: WasmValue): WasmValue => {
  if (type === 'f32' && isNan32(BigInt(value))) return 0x7fc0_0000;
  return type === 'f64' && isNan64(BigInt(value)) ? 0x7ff8_0000_0000_0000n : value;
};

/** What the program prints of a case, by Node. */
const linesOf = ({ spec, calls, isAnyNan }: CCase): string[] => {
  const node = new WasmNode(encodeModule(spec));
  const shown = (type: ValueType, value: WasmValue) => hex(type, isAnyNan ? canonical(type, value) : value);
  const lineOf = ([name, ...args]: Call): string => {
    const { trap, values = [] }: Outcome = node.call(name, ...args);
    const { results = [] } = spec.functions.find((fn) => fn.name === name) ?? {};
    return trap ? 't' : values.map((value, at) => shown(results[at] as ValueType, value)).join('');
  };
  const lines = calls.map(lineOf);
  const globals = mutableGlobals(spec).map(({ at, type }) => hex(type, node.global(at)));
  return [...lines, `${globals.join('')}${hash(node.memory).toString(16)} `];
};

/** Fails unless the lines that a program printed are what Node gives. */
export const checkLines = (cases: readonly CCase[], printed: string): void => {
  const actual = printed.split('\n');
  let next = 0;
  for (const one of cases) {
    const expected = linesOf(one);
    const given = actual.slice(next, next + expected.length);
    const at = expected.findIndex((line, index) => line !== given[index]);
    if (at >= 0) assert.equal(given[at], expected[at], `${one.name}, ${one.calls[at]?.join() ?? 'memory and globals'}`);
    next += expected.length;
  }
};

/** Addresses are literal here: see host/aot/targets/c/library/native.ts. */
export const NO_DSE = '-fno-dse';

interface CheckOptions {
  readonly flags?: readonly string[];
  /** As for a compiler that is not like GCC. */
  readonly isPortable?: boolean;
}

/** Fails unless modules give in C what they give in Node, and leave the same memory and globals. */
export const checkInC = (cases: readonly CCase[], { flags = ['-O1'], isPortable }: CheckOptions = {}): void => {
  const program = programOf(cases, here);
  const source = isPortable ? program.replaceAll('defined(__GNUC__)', '0') : program;
  checkLines(cases, runC(source, { flags: ['-std=gnu99', '-w', NO_DSE, ...flags] }).toString());
};
