import assert from 'node:assert/strict';
import { cSources } from '../../host/aot/targets/c/index.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { runC } from './c-compiler.ts';
import { MEMORY } from './wasm-board.ts';
import type { Call } from './wasm-compare.ts';
import { encodeModule, type ModuleSpec } from './wasm-encoder.ts';
import { WasmNode } from './wasm-node.ts';
import { isWide, type Outcome, type WasmValue } from './wasm-values.ts';

/** A module, and what is called of it. */
export interface CCase {
  /** Told where it fails. */
  readonly name: string;
  readonly spec: ModuleSpec;
  readonly calls: readonly Call[];
  /** WebAssembly leaves it to machines which NaN an operation gives. */
  readonly isAnyNan?: boolean;
}

/** Memory where Node and boards have it; what is called, each with a way out for traps. */
const FRAME = `
#include <setjmp.h>
#include <stdio.h>
#include <sys/mman.h>
static jmp_buf out;
static void leave(void) { longjmp(out, 1); }
#define TRAP(why, where) for ((void)(where);;) leave()
`;
const main = (count: number): string => `
int main(void) {
  void *memory = mmap((void *)${MEMORY.origin}, ${MEMORY.bytes}, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  for (int number = 0; number < ${count}; number++) {
    if (setjmp(out) == 0) calls[number]();
    else printf("trap");
    printf("\\n");
  }
  return 0;
}`;
/** Of memory, which is cleared for the next module. */
const HASH = `
static void show(uint64_t bits) { printf("%llx ", (unsigned long long)bits); }
static void hash(void) {
  uint8_t *memory = (uint8_t *)${MEMORY.origin};
  uint32_t sum = 0;
  for (uint32_t at = 0; at < ${MEMORY.bytes}; at++) sum = (sum ^ memory[at]) * 0x01000193u, memory[at] = 0;
  show(sum);
}
`;
const hash = (memory: Uint8Array): number => memory.reduce((sum, byte) => Math.imul(sum ^ byte, 0x0100_0193), 0) >>> 0;

const literal = (type: ValueType, value: WasmValue): string => {
  const bits = `0x${BigInt.asUintN(64, BigInt(value)).toString(16)}ull`;
  if (type === 'f32' || type === 'f64') return `test_${type}(${type === 'f32' ? `(uint32_t)${bits}` : bits})`;
  return `(uint${isWide(type) ? 64 : 32}_t)${bits}`;
};
const FLOATS = `
static inline float test_f32(uint32_t bits) { union { uint32_t bits; float value; } x; x.bits = bits; return x.value; }
static inline double test_f64(uint64_t bits) { union { uint64_t bits; double value; } x; x.bits = bits; return x.value; }
static inline uint32_t bits_f32(float value) { union { uint32_t bits; float value; } x; x.value = value; return x.bits; }
static inline uint64_t bits_f64(double value) { union { uint64_t bits; double value; } x; x.value = value; return x.bits; }
static inline uint32_t nan_f32(float value) { return value == value ? bits_f32(value) : 0x7fc00000u; }
static inline uint64_t nan_f64(double value) { return value == value ? bits_f64(value) : 0x7ff8000000000000ull; }
`;

const callText = (prefix: string, { spec: { functions }, isAnyNan }: CCase, [name, ...args]: Call): string => {
  const { params = [], results = [] } = functions.find((fn) => fn.name === name) ?? {};
  const text = `${prefix}_${name}(${args.map((value, at) => literal(params[at] as ValueType, value)).join(', ')})`;
  const shown = (type: ValueType, value: string) =>
    `show(${type[0] === 'f' ? `${isAnyNan ? 'nan' : 'bits'}_${type}(${value})` : value});`;
  const [only] = results;
  if (only && results.length === 1) return shown(only, text);
  if (!only) return `${text};`;
  return `{ const ${prefix}_${results.join('_')} r = ${text}; ${results.map((type, at) => shown(type, `r.r${at}`)).join(' ')} }`;
};

const mutableGlobals = ({ globals = [] }: ModuleSpec) =>
  globals.flatMap(({ isMutable, type }, at) => (isMutable ? [{ at, type }] : []));

const programOf = (cases: readonly CCase[]): string => {
  const statements = cases.flatMap((one, at) => [
    ...one.calls.map((call) => callText(`m${at}`, one, call)),
    `${mutableGlobals(one.spec)
      .map((global) => `show(m${at}_global${global.at});`)
      .join(' ')} hash();`,
  ]);
  return [
    FRAME,
    cSources(cases.map(({ spec }, at) => ({ wasm: encodeModule(spec), name: `m${at}` }))),
    FLOATS,
    HASH,
    ...statements.map((statement, at) => `static void call${at}(void) { ${statement} }`),
    `static void (*const calls[])(void) = { ${statements.map((_, at) => `call${at}`).join()} };`,
    main(statements.length),
  ].join('\n');
};

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
    return trap ? 'trap' : values.map((value, at) => shown(results[at] as ValueType, value)).join('');
  };
  const lines = calls.map(lineOf);
  const globals = mutableGlobals(spec).map(({ at, type }) => hex(type, node.global(at)));
  return [...lines, `${globals.join('')}${hash(node.memory).toString(16)} `];
};

/** Addresses are literal here: see library/native.ts. */
const NO_DSE = '-fno-dse';

/** Fails unless modules give in C what they give in Node, and leave the same memory and globals. */
export const checkInC = (cases: readonly CCase[], flags: readonly string[] = ['-O1']): void => {
  const actual = runC(programOf(cases), { flags: ['-std=gnu99', '-w', NO_DSE, ...flags] })
    .toString()
    .split('\n');
  let next = 0;
  for (const one of cases) {
    const expected = linesOf(one);
    const given = actual.slice(next, next + expected.length);
    const at = expected.findIndex((line, index) => line !== given[index]);
    if (at >= 0) assert.equal(given[at], expected[at], `${one.name}, ${one.calls[at]?.join() ?? 'memory and globals'}`);
    next += expected.length;
  }
};
