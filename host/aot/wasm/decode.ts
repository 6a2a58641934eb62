import { ExitCode, ToolError } from '../../errors.ts';
import type {
  DataSegment,
  FunctionImport,
  FunctionType,
  Global,
  LocalGroup,
  ValueType,
  WasmFunction,
  WasmModule,
} from './module.ts';
import { damaged, Reader } from './reader.ts';

/** Magic number and version (core specification 5.5.16). */
const HEADER_BYTES = 8;

const refuse = (what: string): never => {
  throw new ToolError(
    'AOT_UNSUPPORTED',
    ExitCode.Refused,
    `the ahead-of-time compiler does not take ${what}`,
    'Compile the module without it: integers, one memory, direct calls.',
  );
};

const valueType = (reader: Reader): ValueType => {
  const code = reader.u8();
  if (code === 0x7f) return 'i32';
  if (code === 0x7e) return 'i64';
  return refuse(`values of type 0x${code.toString(16)} (floats, vectors, references)`);
};

const functionType = (reader: Reader): FunctionType => {
  if (reader.u8() !== 0x60) refuse('types that are not functions');
  const params = Array.from({ length: count(reader) }, () => valueType(reader));
  const results = Array.from({ length: count(reader) }, () => valueType(reader));
  return { params, results };
};

/** A vector's length: each element takes at least one byte, so a longer one is damage. */
const count = (reader: Reader): number => {
  const length = reader.u32();
  if (length > reader.end - reader.at) reader.fail(`vector of ${length} elements`);
  return length;
};

const constantExpression = (reader: Reader): bigint => {
  const opcode = reader.u8();
  const value = opcode === 0x41 ? BigInt(reader.s32()) : opcode === 0x42 ? reader.s64() : undefined;
  if (value === undefined) return refuse(`constant expressions with opcode 0x${opcode.toString(16)}`);
  return reader.u8() === 0x0b ? value : refuse('constant expressions of several instructions');
};

const functionBody = (reader: Reader, type: FunctionType): WasmFunction => {
  const body = reader.part(reader.u32());
  const locals = Array.from({ length: count(body) }, (): LocalGroup => ({ count: body.u32(), type: valueType(body) }));
  return { type, locals, code: body.take(body.end - body.at) };
};

const endOf = (segment: DataSegment | undefined): number => (segment ? segment.address + segment.bytes.length : 0);

/** Damage in a custom section is no error (core specification 7.4.1): such a module only has no names. */
const functionNames = (reader: Reader): Map<number, string> => {
  const names = new Map<number, string>();
  try {
    while (!reader.isDone) {
      const subsection = reader.u8();
      const contents = reader.part(reader.u32());
      if (subsection === 1)
        for (let left = count(contents); left > 0; left--) names.set(contents.u32(), contents.name());
    }
    return names;
  } catch (error) {
    if (error instanceof ToolError) return new Map();
    throw error;
  }
};

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
 * Decodes a module of the accepted subset: integers, one memory, direct calls, functions of at most one result.
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`
 */
export const decode = (bytes: Uint8Array): WasmModule => {
  checkValid(bytes);
  const reader = new Reader(bytes, HEADER_BYTES);
  let types: FunctionType[] = [];
  const imports: FunctionImport[] = [];
  const globals: Global[] = [];
  const functionTypes: FunctionType[] = [];
  let functions: WasmFunction[] = [];
  const data: DataSegment[] = [];
  const exportNames = new Map<number, string[]>();
  let debugNames = new Map<number, string>();
  let memories = 0;

  const signature = (index: number): FunctionType => {
    const type = types[index] ?? reader.fail(`type ${index} does not exist`);
    return type.results.length > 1 ? refuse('functions with several results') : type;
  };
  const memoryType = (section: Reader) => {
    const flags = section.u8();
    if (flags > 3) refuse('64-bit memories');
    section.u32();
    if (flags & 1) section.u32();
    if (++memories > 1) refuse('several memories');
  };
  const importEntry = (section: Reader) => {
    const module = section.name();
    const name = section.name();
    const kind = section.u8();
    if (kind === 0) imports.push({ module, name, type: signature(section.u32()) });
    else if (kind === 2) memoryType(section);
    else if (kind === 3) {
      const type = valueType(section);
      if (section.u8() !== 0) refuse('imported mutable globals');
      // Its value is an address, which the linker knows.
      if (type === 'i64') refuse('imported globals of 64 bits');
      globals.push({ type, isMutable: false, source: { symbol: `${module}.${name}` } });
    } else refuse('imported tables and tags');
  };
  const readers: Record<number, (section: Reader) => void> = {
    1: (section) => {
      types = Array.from({ length: count(section) }, () => functionType(section));
    },
    2: (section) => {
      for (let left = count(section); left > 0; left--) importEntry(section);
    },
    3: (section) => {
      for (let left = count(section); left > 0; left--) functionTypes.push(signature(section.u32()));
    },
    5: (section) => {
      for (let left = count(section); left > 0; left--) memoryType(section);
    },
    6: (section) => {
      for (let left = count(section); left > 0; left--) {
        const type = valueType(section);
        const isMutable = section.u8() === 1;
        globals.push({ type, isMutable, source: { init: constantExpression(section) } });
      }
    },
    7: (section) => {
      for (let left = count(section); left > 0; left--) {
        const name = section.name();
        const kind = section.u8();
        const index = section.u32();
        if (kind === 0) exportNames.set(index, [...(exportNames.get(index) ?? []), name]);
      }
    },
    8: () => refuse('start functions'),
    10: (section) => {
      const bodies = count(section);
      if (bodies !== functionTypes.length) section.fail(`${bodies} bodies for ${functionTypes.length} functions`);
      functions = functionTypes.map((type) => functionBody(section, type));
    },
    11: (section) => {
      for (let left = count(section); left > 0; left--) {
        if (section.u32() !== 0) refuse('passive data segments');
        const address = Number(BigInt.asUintN(32, constantExpression(section)));
        data.push({ address, bytes: section.take(section.u32()) });
      }
    },
  };
  while (!reader.isDone) {
    const id = reader.u8();
    const section = reader.part(reader.u32());
    if (id === 0 && section.name() === 'name') debugNames = functionNames(section);
    else readers[id]?.(section);
  }
  const ascending = data.toSorted((a, b) => a.address - b.address);
  if (ascending.some(({ address }, at) => address < endOf(ascending[at - 1]))) refuse('data segments that overlap');
  return { types, imports, globals, functions, data, exportNames, debugNames };
};
