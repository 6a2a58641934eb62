import { decode } from '../../host/aot/wasm/decode.ts';
import { type FunctionType, functionTypeOf, type ValueType, type WasmModule } from '../../host/aot/wasm/module.ts';
import { type Code, encodeModule, type FunctionSpec, op, text, typeByte, unsigned } from './wasm-encoder.ts';

const integerOf = (type: ValueType): ValueType => (type === 'f32' ? 'i32' : type === 'f64' ? 'i64' : type);
const asInteger = (type: ValueType): Code => {
  const integer = integerOf(type);
  return integer === type ? [] : op(`${integer}.reinterpret_${type}`);
};
const asFloat = (type: ValueType): Code => {
  const integer = integerOf(type);
  return integer === type ? [] : op(`${type}.reinterpret_${integer}`);
};

/** Calls an imported function with floats as integers of the same bits. */
const adapter = (name: string, index: number, { params, results }: FunctionType): FunctionSpec => {
  const first = params.length;
  return {
    name,
    params: params.map(integerOf),
    results: results.map(integerOf),
    locals: [...results],
    body: [
      params.map((type, at) => [op('local.get', at), asFloat(type)]),
      op('call', index),
      results.map((_, at) => op('local.set', first + results.length - 1 - at)),
      results.map((type, at) => [op('local.get', first + at), asInteger(type)]),
    ],
  };
};

/**
 * A module that wraps another's exports, imported from `m`: JavaScript keeps no NaN's bits, WebAssembly does. Functions keep
 * their names; a global has one that gives it, named as it is.
 */
const bitsAdapter = (module: WasmModule): Uint8Array => {
  const exported = module.exports.filter(({ kind }) => kind === 'function' || kind === 'global');
  const functions = exported.filter(({ kind }) => kind === 'function');
  const globals = exported.filter(({ kind }) => kind === 'global');
  const types = functions.map(({ index }) => functionTypeOf(module, index));
  return encodeModule({
    types,
    imports: functions.map(({ name }, at) => [text('m'), text(name), 0, unsigned(at)]),
    otherImports: globals.map(({ name, index }) => {
      const { type, isMutable } = module.globals[index] as WasmModule['globals'][number];
      return [text('m'), text(name), 3, typeByte(type), isMutable ? 1 : 0];
    }),
    functions: [
      ...functions.map(({ name }, at) => adapter(name, at, types[at] as FunctionType)),
      ...globals.map(({ name, index }, at): FunctionSpec => {
        const { type } = module.globals[index] as WasmModule['globals'][number];
        return { name, results: [integerOf(type)], body: [op('global.get', at), asInteger(type)] };
      }),
    ],
    memory: { min: 0 },
  });
};

/** The exports of an instance, through the adapter of its module. */
export const withBits = (wasm: Uint8Array, instance: WebAssembly.Instance): Readonly<Record<string, unknown>> =>
  new WebAssembly.Instance(new WebAssembly.Module(bitsAdapter(decode(wasm))), { m: { ...instance.exports } }).exports;
