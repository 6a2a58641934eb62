import { decode } from '../../wasm/decode.ts';
import { bytes } from './library/bytes.ts';
import { floats } from './library/floats.ts';
import { integers } from './library/integers.ts';
import { native } from './library/native.ts';
import { sandbox as sandboxed } from './library/sandbox.ts';
import { gather, type Library } from './library/snippet.ts';
import { type ModuleText, moduleText } from './module.ts';
import type { EmitOptions } from './scope.ts';

const string: Library = { string: { text: '#include <string.h>' } };
const common: Library = { ...string, ...integers, ...bytes, ...floats };
const trustedLibrary: Library = { ...common, ...native };
const sandboxLibrary: Library = { ...common, ...sandboxed };

/** The parts of the library that the modules need. */
const libraryText = (texts: readonly ModuleText[], library: Library): string => {
  const names = new Set(texts.flatMap(({ helpers }) => [...helpers]));
  return [ASSUMPTION, ...gather(library, names)].join('\n\n');
};

const ASSUMPTION = `
/* What C leaves to compilers and every one does alike. */
typedef char assumes_twos_complement[(int32_t)0xffffffffu == -1 && (-1 >> 1) == -1 ? 1 : -1];`.trim();

interface NamedModule extends EmitOptions {
  readonly wasm: Uint8Array;
}

/** C99 of several modules in one file, as `cSource` has it of one, with what they need to see before them. */
export const cSources = (modules: readonly NamedModule[], before = ''): string => {
  const texts = modules.map(({ wasm, ...options }) => moduleText(decode(wasm), options));
  const parts = texts.map(({ declarations, definitions }) => `${declarations}\n${definitions}`);
  const library = modules.some(({ sandbox }) => sandbox) ? sandboxLibrary : trustedLibrary;
  return ['#include <stdint.h>', libraryText(texts, library), before, ...parts].join('\n\n');
};

/**
 * C99 of a module, from its WebAssembly: for machines that we have no back end for, and a second opinion on those that we have.
 * Exports are functions `<name>_<export>`, imports are `<module>_<name>`. Of a trusted module pointers are native addresses,
 * and only what C leaves undefined is checked: divisions, and conversions of floats.
 * A sandboxed one has its own memory: `<name>_instantiate()` comes first, and what traps ends in `wasm_trap(uint32_t)`, which
 * you define: a `Trap` above `TRAP_KIND_SHIFT`, below it the instruction's byte offset in the module; it does not return.
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`
 */
export const cSource = (wasm: Uint8Array, options: EmitOptions): string => cSources([{ wasm, ...options }]);
