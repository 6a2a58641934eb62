import { ExitCode, ToolError } from '../../errors.ts';
import type {
  DataSegment,
  FunctionImport,
  FunctionType,
  Global,
  ValueType,
  WasmFunction,
  WasmModule,
} from './module.ts';
import { Reader } from './reader.ts';

const MAX_LOCALS = 50_000;

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
  if (reader.u8() !== 0x60) reader.fail('function type expected');
  const params = Array.from({ length: count(reader) }, () => valueType(reader));
  const results = Array.from({ length: count(reader) }, () => valueType(reader));
  if (results.length > 1) refuse('functions with several results');
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
  if (reader.u8() !== 0x0b) reader.fail('end of constant expression expected');
  return value;
};

const functionBody = (reader: Reader, type: FunctionType): WasmFunction => {
  const bytes = reader.u32();
  const end = reader.at + bytes;
  const locals: ValueType[] = [];
  for (let groups = count(reader); groups > 0; groups--) {
    const repeat = reader.u32();
    const local = valueType(reader);
    if (locals.length + repeat > MAX_LOCALS) refuse(`functions with more than ${MAX_LOCALS} locals`);
    for (let index = 0; index < repeat; index++) locals.push(local);
  }
  return { type, locals, code: reader.take(end - reader.at) };
};

const functionNames = (reader: Reader): Map<number, string> => {
  const names = new Map<number, string>();
  while (!reader.isDone) {
    const subsection = reader.u8();
    const end = reader.u32() + reader.at;
    if (subsection === 1) for (let left = count(reader); left > 0; left--) names.set(reader.u32(), reader.name());
    reader.at = end;
  }
  return names;
};

/** Decodes a module of the accepted subset: integers, one memory, direct calls, at most one result. */
export const decode = (bytes: Uint8Array): WasmModule => {
  const reader = new Reader(bytes);
  if (bytes.length < 8 || reader.u32Fixed() !== 0x6d736100 || reader.u32Fixed() !== 1)
    reader.fail('no version 1 header');
  let types: FunctionType[] = [];
  const imports: FunctionImport[] = [];
  const globals: Global[] = [];
  const functionTypes: FunctionType[] = [];
  let functions: WasmFunction[] = [];
  const data: DataSegment[] = [];
  const exportNames = new Map<number, string>();
  let debugNames = new Map<number, string>();

  const typeAt = (index: number): FunctionType => types[index] ?? reader.fail(`type ${index} does not exist`);
  const importEntry = (section: Reader) => {
    const module = section.name();
    const name = section.name();
    const kind = section.u8();
    if (kind === 0) imports.push({ module, name, type: typeAt(section.u32()) });
    else if (kind === 2) {
      const flags = section.u8();
      section.u32();
      if (flags & 1) section.u32();
    } else if (kind === 3) {
      const type = valueType(section);
      if (section.u8() !== 0) refuse('imported mutable globals');
      globals.push({ type, isMutable: false, source: { symbol: `${module}.${name}` } });
    } else refuse('imported tables');
  };
  const readers: Record<number, (section: Reader) => void> = {
    1: (section) => {
      types = Array.from({ length: count(section) }, () => functionType(section));
    },
    2: (section) => {
      for (let left = count(section); left > 0; left--) importEntry(section);
    },
    3: (section) => {
      for (let left = count(section); left > 0; left--) functionTypes.push(typeAt(section.u32()));
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
        if (kind === 0) exportNames.set(index, name);
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
    const size = reader.u32();
    const section = new Reader(bytes, reader.at, reader.at + size);
    reader.take(size);
    if (id === 0 && section.name() === 'name') debugNames = functionNames(section);
    else readers[id]?.(section);
  }
  return { types, imports, globals, functions, data, exportNames, debugNames };
};
