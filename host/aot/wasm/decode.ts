import { constantExpression } from './constant.ts';
import type {
  DataSegment,
  ElementSegment,
  Export,
  FunctionImport,
  FunctionType,
  Global,
  Memory,
  Table,
  WasmFunction,
  WasmModule,
} from './module.ts';
import { functionNames } from './names.ts';
import { damaged, Reader } from './reader.ts';
import { dataSegment, elementSegment } from './segments.ts';
import { functionType, limits, referenceType, valueType } from './types.ts';
import { unsupported } from './unsupported.ts';

/** Magic number and version (core specification 5.5.16). */
const HEADER_BYTES = 8;
const CUSTOM_SECTION = 0;
const exportKinds = ['function', 'table', 'memory', 'global'] as const;

/** The engine's own validation: the translation relies on types, stack heights and indices being right. */
const checkValid = (bytes: Uint8Array): void => {
  if (WebAssembly.validate(bytes)) return;
  let complaint = 'not valid';
  try {
    new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof Error) complaint = error.message;
  }
  throw damaged(complaint);
};

/**
 * Decodes a module of WebAssembly 2.0 without vectors.
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`
 */
export const decode = (bytes: Uint8Array): WasmModule => {
  checkValid(bytes);
  const decoder = new Decoder();
  const reader = new Reader(bytes, HEADER_BYTES);
  while (!reader.isDone) {
    const id = reader.u8();
    const section = reader.part(reader.u32());
    if (id !== CUSTOM_SECTION) decoder.section(id, section);
    else if (section.name() === 'name') decoder.debugNames = functionNames(section);
  }
  return decoder.module();
};

/** Collects the sections of one module (core specification 5.5), by their numbers. */
class Decoder {
  debugNames: ReadonlyMap<number, string> = new Map();
  readonly #types: FunctionType[] = [];
  readonly #imports: FunctionImport[] = [];
  readonly #functionTypes: FunctionType[] = [];
  readonly #functions: WasmFunction[] = [];
  readonly #tables: Table[] = [];
  readonly #memories: Memory[] = [];
  readonly #globals: Global[] = [];
  readonly #exports: Export[] = [];
  readonly #elements: ElementSegment[] = [];
  readonly #data: DataSegment[] = [];
  #start: number | undefined;

  readonly #sections: Readonly<Record<number, (section: Reader) => void>> = {
    1: (section) => section.vector(() => this.#types.push(functionType(section))),
    2: (section) => section.vector(() => this.#import(section)),
    3: (section) => section.vector(() => this.#functionTypes.push(this.#type(section))),
    4: (section) => section.vector(() => this.#tables.push({ type: referenceType(section), limits: limits(section) })),
    5: (section) => section.vector(() => this.#memory({ limits: limits(section) })),
    6: (section) => section.vector(() => this.#globals.push(this.#global(section))),
    7: (section) => section.vector(() => this.#exports.push(this.#export(section))),
    8: (section) => {
      this.#start = section.u32();
    },
    9: (section) => section.vector(() => this.#elements.push(elementSegment(section))),
    10: (section) => section.vector(() => this.#functions.push(this.#function(section))),
    11: (section) => section.vector(() => this.#data.push(dataSegment(section))),
    // How many data segments there are: for engines that check bodies before they have seen them.
    12: () => undefined,
  };

  section(id: number, contents: Reader): void {
    const read = this.#sections[id];
    if (!read) throw unsupported(`sections with number ${id} (tags)`);
    read(contents);
  }

  module(): WasmModule {
    const exportNames = new Map<number, string[]>();
    for (const { kind, name, index } of this.#exports)
      if (kind === 'function') exportNames.set(index, [...(exportNames.get(index) ?? []), name]);
    return {
      types: this.#types,
      imports: this.#imports,
      functions: this.#functions,
      tables: this.#tables,
      memories: this.#memories,
      globals: this.#globals,
      elements: this.#elements,
      data: this.#data,
      ...(this.#start !== undefined && { start: this.#start }),
      exports: this.#exports,
      exportNames,
      debugNames: this.debugNames,
    };
  }

  #type(section: Reader): FunctionType {
    const index = section.u32();
    return this.#types[index] ?? section.fail(`type ${index} does not exist`);
  }

  #import(section: Reader): void {
    const name = { module: section.name(), name: section.name() };
    const kind = exportKinds[section.u8()];
    if (kind === 'function') this.#imports.push({ ...name, type: this.#type(section) });
    else if (kind === 'table')
      this.#tables.push({ type: referenceType(section), limits: limits(section), import: name });
    else if (kind === 'memory') this.#memory({ limits: limits(section), import: name });
    else if (kind === 'global') {
      const type = valueType(section);
      this.#globals.push({ type, isMutable: section.u8() === 1, source: { import: name } });
    } else throw unsupported('imported tags');
  }

  #memory(memory: Memory): void {
    if (this.#memories.push(memory) > 1) throw unsupported('several memories');
  }

  #global(section: Reader): Global {
    const type = valueType(section);
    return { type, isMutable: section.u8() === 1, source: { init: constantExpression(section) } };
  }

  #export(section: Reader): Export {
    const name = section.name();
    const kind = exportKinds[section.u8()];
    if (!kind) throw unsupported('exported tags');
    return { name, kind, index: section.u32() };
  }

  #function(section: Reader): WasmFunction {
    const type = this.#functionTypes[this.#functions.length] ?? section.fail('body without a function');
    const body = section.part(section.u32());
    const locals = body.vector(() => ({ count: body.u32(), type: valueType(body) }));
    const { at } = body;
    return { type, locals, code: body.take(body.end - at), at };
  }
}
