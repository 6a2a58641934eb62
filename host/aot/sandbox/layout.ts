import { PAGE_BYTES } from '../../../assembly/shared/instance.ts';
import type { Sandbox, SandboxMemory, SandboxTable } from '../translate/context.ts';
import { instructionsOf } from '../wasm/instructions.ts';
import {
  type FunctionType,
  functionTypeOf,
  type Limits,
  type Memory,
  type Table,
  type WasmModule,
} from '../wasm/module.ts';
import { unsupported } from '../wasm/unsupported.ts';
import { type Grants, grantOf } from './imports.ts';

/** What a sandboxed module gets. */
export interface SandboxOptions {
  /** Pages that its memory may grow to; those that it begins with otherwise. */
  readonly memoryPages?: number;
  /** Elements that each table may grow to. */
  readonly tableElements?: number;
  readonly imports?: Grants;
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

/** An imported table or memory is one of the module's own, of the size that it is granted. */
const grantedLimits = ({ limits, import: name }: Table | Memory, grants: Grants): Limits => {
  const grant = name && grantOf(grants, name);
  return grant?.kind === 'table' || grant?.kind === 'memory' ? grant.limits : limits;
};

const memoryOf = (
  { memories: [memory] }: WasmModule,
  prefix: string,
  names: ReadonlySet<string>,
  { memoryPages: pages = 0, imports = {} }: SandboxOptions,
): SandboxMemory => {
  const { min, max = MAX_PAGES } = memory ? grantedLimits(memory, imports) : { min: 0, max: 0 };
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
  { tableElements: elements = 0, imports = {} }: SandboxOptions,
): SandboxTable[] =>
  tables.map((table, index) => {
    const { min, max = MAX_ELEMENTS } = grantedLimits(table, imports);
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
    memory: memoryOf(module, prefix, names, options),
    tables: tablesOf(module, prefix, names, options),
    elementLengths: `${prefix}:elements`,
    dataLengths: `${prefix}:data`,
    functionReference: (index) => `${prefix}:function.${index}`,
    typeNumber: numberTypes(module),
  };
};

/** Every function, imports first, with its type. */
export const functionTypes = (module: WasmModule): FunctionType[] =>
  Array.from({ length: module.imports.length + module.functions.length }, (_, index) => functionTypeOf(module, index));
