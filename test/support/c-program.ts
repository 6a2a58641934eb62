import { cSources } from '../../host/aot/targets/c/index.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { MEMORY } from './wasm-board.ts';
import type { Call } from './wasm-compare.ts';
import { encodeModule, type ModuleSpec } from './wasm-encoder.ts';
import { isWide, type WasmValue } from './wasm-values.ts';

/** A module, and what is called of it. */
export interface CCase {
  /** Told where it fails. */
  readonly name: string;
  readonly spec: ModuleSpec;
  readonly calls: readonly Call[];
  /** WebAssembly leaves it to machines which NaN an operation gives. */
  readonly isAnyNan?: boolean;
}

/** What differs where a program runs. */
export interface Frame {
  /** Defines `put(char)` and a jump buffer `out`; TRAP goes back to where it was set. */
  readonly before: string;
  readonly after: string;
}

/** Results as text: hexadecimal, a line for each call, and one for the state that a module leaves, which is cleared. */
const SHOW = `
static void show(uint64_t bits) {
  int at = 60;
  while (at > 0 && bits >> at == 0) at -= 4;
  for (; at >= 0; at -= 4) put("0123456789abcdef"[bits >> at & 15]);
  put(' ');
}
static void hash(void) {
  uint8_t *memory = (uint8_t *)${MEMORY.origin};
  uint32_t sum = 0;
  for (uint32_t at = 0; at < ${MEMORY.bytes}; at++) sum = (sum ^ memory[at]) * 0x01000193u, memory[at] = 0;
  show(sum);
}
`;

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

export const mutableGlobals = ({ globals = [] }: ModuleSpec) =>
  globals.flatMap(({ isMutable, type }, at) => (isMutable ? [{ at, type }] : []));

/** One program that makes all calls of all cases. */
export const programOf = (cases: readonly CCase[], { before, after }: Frame): string => {
  const statements = cases.flatMap((one, at) => [
    ...one.calls.map((call) => callText(`m${at}`, one, call)),
    `${mutableGlobals(one.spec)
      .map((global) => `show(m${at}_global${global.at});`)
      .join(' ')} hash();`,
  ]);
  return [
    before,
    cSources(cases.map(({ spec }, at) => ({ wasm: encodeModule(spec), name: `m${at}` }))),
    FLOATS,
    SHOW,
    ...statements.map((statement, at) => `static void call${at}(void) { ${statement} }`),
    `static void (*const calls[])(void) = { ${statements.map((_, at) => `call${at}`).join()} };`,
    `enum { CALLS = ${statements.length} };`,
    after,
  ].join('\n');
};
