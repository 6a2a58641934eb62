import { PAGE_BYTES } from '../../../assembly/shared/instance.ts';
import type { Sandbox, SandboxMemory, SandboxTable } from '../translate/context.ts';
import { instructionsOf } from '../wasm/instructions.ts';
import { type FunctionType, functionTypeOf, type WasmModule } from '../wasm/module.ts';
import { unsupported } from '../wasm/unsupported.ts';

/** What a sandboxed module gets. */
export interface SandboxOptions {
  /** Pages that its memory may grow to; those that it begins with otherwise. */
  readonly memoryPages?: number;
  /** Elements that each table may grow to. */
  readonly tableElements?: number;
  /** Symbols of the functions and globals that it may import, by `module.name`. */
  readonly imports?: Readonly<Record<string, string>>;
}

/** No microcontroller has so much: 256 MiB. */
const MAX_PAGES = 4096;
const MAX_ELEMENTS = 0x10_0000;

/** Symbols of what the compiler adds to a module: a colon stands in none of the module's own. */
export const instanceSymbol = (prefix: string): string => `${prefix}:instance`;

/** Names of instructions that the module has anywhere. */
const instructionNames = (module: WasmModule): Set<string> => {
  const names = new Set<string>();
  for (const body of module.functions) for (const { name } of instructionsOf(body, module.types)) names.add(name);
  return names;
};

const memoryOf = (module: WasmModule, prefix: string, names: ReadonlySet<string>, pages: number): SandboxMemory => {
  const { min, max = MAX_PAGES } = module.memories[0]?.limits ?? { min: 0, max: 0 };
  if (min > MAX_PAGES) throw unsupported(`a memory of ${min} pages`, 'Give it a smaller memory.');
  const isFixed = !names.has('memory.grow');
  const most = isFixed ? min : Math.max(min, Math.min(max, pages, MAX_PAGES));
  return {
    symbol: `${prefix}:memory`,
    bytesSymbol: `${prefix}:memory.bytes`,
    minBytes: min * PAGE_BYTES,
    maxBytes: most * PAGE_BYTES,
    isFixed,
  };
};

const tablesOf = (
  { tables }: WasmModule,
  prefix: string,
  names: ReadonlySet<string>,
  elements: number,
): SandboxTable[] =>
  tables.map(({ limits: { min, max = MAX_ELEMENTS } }, index) => {
    if (min > MAX_ELEMENTS) throw unsupported(`a table of ${min} elements`, 'Give it a smaller table.');
    const isFixed = !names.has('table.grow');
    const most = isFixed ? min : Math.max(min, Math.min(max, elements, MAX_ELEMENTS));
    return { symbol: `${prefix}:table.${index}`, min, max: most, isFixed };
  });

/** Equal types have equal numbers. */
const numberTypes = (module: WasmModule): ((type: FunctionType) => number) => {
  const keyOf = ({ params, results }: FunctionType) => `${params.join()}→${results.join()}`;
  const numbers = new Map<string, number>();
  const types = [...module.types, ...module.imports.map(({ type }) => type)];
  for (const key of types.map(keyOf)) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return (type) => numbers.get(keyOf(type)) as number;
};

/** Decides where the parts of a module's instance lie. */
export const layOut = (module: WasmModule, prefix: string, options: SandboxOptions): Sandbox => {
  const names = instructionNames(module);
  return {
    instance: instanceSymbol(prefix),
    memory: memoryOf(module, prefix, names, options.memoryPages ?? 0),
    tables: tablesOf(module, prefix, names, options.tableElements ?? 0),
    elementLengths: `${prefix}:elements`,
    dataLengths: `${prefix}:data`,
    functionReference: (index) => `${prefix}:function.${index}`,
    typeNumber: numberTypes(module),
  };
};

/** @throws ToolError `AOT_UNSUPPORTED` for an import that the sandbox does not grant */
export const checkImports = (module: WasmModule, { imports = {} }: SandboxOptions): void => {
  const globals = module.globals.flatMap(({ source }) => ('import' in source ? [source.import] : []));
  for (const { module: from, name } of [...module.imports, ...globals])
    if (!Object.hasOwn(imports, `${from}.${name}`))
      throw unsupported(`the import ${from}.${name} of a sandboxed module`, 'Compile the module without imports.');
};

/** Every function, imports first, with its type. */
export const functionTypes = (module: WasmModule): FunctionType[] =>
  Array.from({ length: module.imports.length + module.functions.length }, (_, index) => functionTypeOf(module, index));
