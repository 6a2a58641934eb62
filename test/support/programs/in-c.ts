import { cSources } from '../../../host/aot/targets/c/index.ts';
import { identifier } from '../../../host/aot/targets/c/names.ts';
import { cellName, typeName } from '../../../host/aot/targets/c/types.ts';
import type { ImportName, ValueType } from '../../../host/aot/wasm/module.ts';
import { runC } from '../c-compiler.ts';
import { LIMITS } from './board-machine.ts';
import { grantsTo } from './grants.ts';
import { type Call, globalsOf, type Program } from './program.ts';
import { trapClass, trapReport } from './trap-class.ts';

const FRAME = `
#include <setjmp.h>
#include <stdio.h>
#include <stdint.h>
#ifndef WASM_REFERENCE
#define WASM_REFERENCE
typedef const void *wasm_reference;
#endif
static jmp_buf out;
static uint32_t trapped;
void wasm_trap(uint32_t trap) { trapped = trap; longjmp(out, 1); }
static uint64_t seen;
static void mix(uint64_t bits) { seen = seen * 0x5851f42d4c957f2dull + bits; }
static uint64_t bits_i32(uint32_t value) { return value; }
static uint64_t bits_i64(uint64_t value) { return value; }
static uint64_t bits_f32(float value) { union { float value; uint32_t bits; } x; x.value = value; return x.bits; }
static uint64_t bits_f64(double value) { union { double value; uint64_t bits; } x; x.value = value; return x.bits; }
static uint64_t bits_funcref(wasm_reference value) { return value == 0; }
static uint64_t bits_externref(wasm_reference value) { return value == 0; }
static float as_f32(uint32_t bits) { union { uint32_t bits; float value; } x; x.bits = bits; return x.value; }
static double as_f64(uint64_t bits) { union { uint64_t bits; double value; } x; x.bits = bits; return x.value; }
static void show_i32(uint64_t bits) { printf("%ld", (long)(int32_t)(uint32_t)bits); }
static void show_i64(uint64_t bits) { printf("%lld", (long long)bits); }
static void show_f32(uint64_t bits) { show_i32(bits); }
static void show_f64(uint64_t bits) { show_i64(bits); }
static void show_funcref(uint64_t is_null) { printf(is_null ? "null" : "reference"); }
static void show_externref(uint64_t is_null) { show_funcref(is_null); }
static void hash(const uint8_t *bytes, uint32_t size) {
  uint32_t sum = 0x811c9dc5u;
  for (uint32_t at = 0; at < size; at++) sum = (sum ^ bytes[at]) * 0x01000193u;
  printf("%lu", (unsigned long)sum);
}
`;

const externalName = ({ module, name }: ImportName): string => identifier(`${module}_${name}`);

/** What the programs import, once for all: one name means one thing to them. See surroundings.ts. */
const surroundings = (programs: readonly Program[]): string => {
  const texts = new Map<string, string>();
  for (const { module } of programs) {
    for (const wanted of module.imports) {
      const { params, results } = wanted.type;
      const result = results[0];
      const name = externalName(wanted);
      const list = params.map((type, at) => `${typeName(type)} p${at}`).join(', ') || 'void';
      const mixes = params.map((type, at) => `mix(bits_${type}(p${at}));`).join(' ');
      texts.set(
        name,
        `${result ? typeName(result) : 'void'} ${name}(${list}) { ${mixes} ${result ? 'return 0;' : ''} }`,
      );
    }
    for (const { source, type, isMutable } of module.globals)
      if ('import' in source) {
        const name = externalName(source.import);
        texts.set(name, `${isMutable ? '' : 'const '}${cellName(type)} ${name} = 0;`);
      }
  }
  return [...texts.values()].join('\n');
};

const literal = (type: ValueType, value: Call['args'][number]): string => {
  if (value === null) return '0';
  const bits = `0x${BigInt.asUintN(type === 'i64' || type === 'f64' ? 64 : 32, BigInt(value)).toString(16)}ull`;
  return type === 'f32' || type === 'f64' ? `as_${type}(${bits})` : bits;
};

const shown = (type: ValueType, text: string): string => `show_${type}(bits_${type}(${text}));`;
const callText = (prefix: string, { name, type: { params, results }, args }: Call): string => {
  const text = `${prefix}_${name}(${args.map((arg, at) => literal(params[at] as ValueType, arg)).join(', ')})`;
  const [only] = results;
  if (!only) return `${text};`;
  if (results.length === 1) return shown(only, text);
  const parts = results.map((type, at) => shown(type, `r.r${at}`)).join(' printf(", "); ');
  return `const ${prefix}_${results.join('_')} r = ${text}; ${parts}`;
};

/** A step prints the rest of a line; the first is the instantiation, after whose trap nothing else happens. */
const stepsOf = (program: Program, prefix: string): [label: string, text: string][] => [
  ['instantiation', `seen = 0; ${prefix}_instantiate();`],
  ['log', 'show_i64(seen);'],
  ...program.calls.map((call): [string, string] => [`${call.name}(${call.args.join(', ')})`, callText(prefix, call)]),
  ['log', 'show_i64(seen);'],
  ...globalsOf(program).map(({ name, type }): [string, string] => {
    const cell = `${prefix}_${name}`;
    return [name, /ref/.test(type) ? shown(type, cell) : `show_${type}(${cell});`];
  }),
  [
    'memory',
    program.module.memories.length > 0
      ? `uint32_t size; const uint8_t *bytes = ${prefix}_m0(&size); hash(bytes, size);`
      : 'hash(0, 0);',
  ],
];

const AFTER_LOG = 2;
const main = (steps: readonly (readonly string[])[]): string => `
${steps.flatMap((texts, unit) => texts.map((text, at) => `static void step${unit}_${at}(void) { ${text} }`)).join('\n')}
${steps.map((texts, unit) => `static void (*const steps${unit}[])(void) = { ${texts.map((_, at) => `step${unit}_${at}`).join()} };`).join('\n')}
static void (*const *const all[])(void) = { ${steps.map((_, unit) => `steps${unit}`).join()} };
static const int counts[] = { ${steps.map((texts) => texts.length).join()} };
int main(void) {
  for (volatile int unit = 0; unit < ${steps.length}; unit++) {
    volatile int end = counts[unit];
    for (volatile int at = 0; at < end; at++) {
      if (setjmp(out) == 0) all[unit][at]();
      else {
        printf("trap %lu", (unsigned long)trapped);
        if (at == 0) end = ${AFTER_LOG};
      }
      printf("\\n");
    }
    printf("end\\n");
  }
  return 0;
}`;

const FLAGS = ['-std=gnu99', '-w', '-O1', '-fsignaling-nans', '-ffp-contract=off', '-DMAX_DEPTH=2000'];

/** What programs do, as `linesOf` tells it, compiled to C and by this machine's compiler. */
export const linesInC = (programs: readonly Program[]): string[][] => {
  const modules = programs.map((program, at) => ({
    name: `m${at}`,
    wasm: program.wasm,
    sandbox: { ...LIMITS, imports: grantsTo(program.module) },
  }));
  const steps = programs.map((program, at) => stepsOf(program, `m${at}`));
  const source = [
    cSources(modules),
    FRAME,
    surroundings(programs),
    main(steps.map((list) => list.map(([, text]) => text))),
  ].join('\n');
  const outputs = runC(source, { flags: FLAGS }).toString().split('end\n');
  return steps.map((list, unit) =>
    (outputs[unit] ?? '')
      .split('\n')
      .slice(0, -1)
      .map((line, at) => {
        const trap = /trap (\d+)$/.exec(line)?.[1];
        return `${list[at]?.[0]}: ${trap === undefined ? line : trapClass(trapReport(Number(trap)))}`;
      }),
  );
};
