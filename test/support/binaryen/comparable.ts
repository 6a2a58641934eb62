import type { WasmModule } from '../../../host/aot/wasm/module.ts';
import { Reader } from '../../../host/aot/wasm/reader.ts';
import { type Code, flatten, section, text, typeByte, unsigned, vector } from '../wasm-encoder.ts';

const HEADER_BYTES = 8;
const TABLES = 4;
const EXPORTS = 7;
const kinds = ['function', 'table', 'memory', 'global'] as const;
type Kind = (typeof kinds)[number];
/** By how many elements a table may grow that has no limit of its own: how far it gets is an implementation's own matter. */
const MOST_GROWTH = 64;

const exportsOf = ({ imports, functions, globals, memories, exports }: WasmModule): Code => {
  const isExported = new Set(exports.map(({ kind, index }) => `${kind} ${index}`));
  const all = (kind: Kind, first: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ kind, name: `:${kind}.${first + at}`, index: first + at }));
  const missing = [
    ...all('function', imports.length, functions.length),
    ...all('global', 0, globals.length),
    ...all('memory', 0, memories.length),
  ].filter(({ kind, index }) => !isExported.has(`${kind} ${index}`));
  return vector(
    [...exports, ...missing].map(({ kind, name, index }) => [text(name), kinds.indexOf(kind), unsigned(index)]),
  );
};

const tablesOf = ({ tables }: WasmModule): Code =>
  vector(
    tables
      .filter((table) => !table.import)
      .map(({ type, limits: { min, max = min + MOST_GROWTH } }) => [typeByte(type), 1, unsigned(min), unsigned(max)]),
  );

/** The module with limits to all its tables, and everything exported: what was not before under `:kind.index`. */
export const comparable = (wasm: Uint8Array, module: WasmModule): Uint8Array => {
  const before: Code[] = [];
  const behind: Code[] = [];
  const reader = new Reader(wasm, HEADER_BYTES);
  while (!reader.isDone) {
    const start = reader.at;
    const id = reader.u8();
    reader.part(reader.u32());
    if (id === EXPORTS) continue;
    const bytes = id === TABLES ? section(TABLES, tablesOf(module)) : [...wasm.subarray(start, reader.at)];
    (id > 0 && id < EXPORTS ? before : behind).push(bytes);
  }
  const header = [...wasm.subarray(0, HEADER_BYTES)];
  return Uint8Array.from(flatten([header, before, section(EXPORTS, exportsOf(module)), behind]));
};
