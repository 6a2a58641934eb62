import type { WasmModule } from '../../../host/aot/wasm/module.ts';
import { Reader } from '../../../host/aot/wasm/reader.ts';
import { type Code, flatten, section, text, typeByte, unsigned, vector } from '../wasm-encoder.ts';

const HEADER_BYTES = 8;
const IMPORTS = 2;
const TABLES = 4;
const EXPORTS = 7;
/** By how many elements a table may grow that has no limit of its own: how far it gets is an implementation's own matter. */
const MOST_GROWTH = 64;

const exportsOf = ({ imports, functions, globals, memories }: WasmModule): Code => {
  const all = (letter: string, kind: number, first: number, count: number): Code[] =>
    Array.from({ length: count }, (_, at) => [text(`${letter}${first + at}`), kind, unsigned(first + at)]);
  return vector([
    ...all('f', 0, imports.length, functions.length),
    ...all('m', 2, 0, memories.length),
    ...globals.flatMap(({ source }, at) => ('init' in source ? all('g', 3, at, 1) : [])),
  ]);
};

const tablesOf = ({ tables }: WasmModule): Code =>
  vector(
    tables
      .filter((table) => !table.import)
      .map(({ type, limits: { min, max = min + MOST_GROWTH } }) => [typeByte(type), 1, unsigned(min), unsigned(max)]),
  );

/** Of one name there are imports of several types: they get names of their own. */
const importsOf = (section: Reader, { imports }: WasmModule): Code => {
  let functions = 0;
  return vector(
    section.vector((): Code => {
      const [module, name, kind] = [section.name(), section.name(), section.u8()];
      if (kind !== 0) return [text(module), text(name), kind, section.u8(), section.u8()];
      const { params, results } = (imports[functions++] as WasmModule['imports'][number]).type;
      return [text(module), text([name, ...params, 'to', ...results].join('-')), kind, unsigned(section.u32())];
    }),
  );
};

/** The module with limits to all its tables, and all that it defines exported: `f3`, `g0`, `m0`; nothing else. */
export const comparable = (wasm: Uint8Array, module: WasmModule): Uint8Array => {
  const before: Code[] = [];
  const behind: Code[] = [];
  const reader = new Reader(wasm, HEADER_BYTES);
  while (!reader.isDone) {
    const start = reader.at;
    const id = reader.u8();
    const part = reader.part(reader.u32());
    if (id === EXPORTS) continue;
    const code = (): Code => {
      if (id === IMPORTS) return section(IMPORTS, importsOf(part, module));
      return id === TABLES ? section(TABLES, tablesOf(module)) : [...wasm.subarray(start, reader.at)];
    };
    (id > 0 && id < EXPORTS ? before : behind).push(code());
  }
  const header = [...wasm.subarray(0, HEADER_BYTES)];
  return Uint8Array.from(flatten([header, before, section(EXPORTS, exportsOf(module)), behind]));
};
