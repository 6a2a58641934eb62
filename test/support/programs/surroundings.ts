import type { FunctionType, ValueType, WasmModule } from '../../../host/aot/wasm/module.ts';
import { toBinary } from '../../../tools/wast/text-format.ts';

const bits: Readonly<Record<ValueType, (value: string) => string>> = {
  i32: (value) => `(i64.extend_i32_u ${value})`,
  i64: (value) => value,
  f32: (value) => `(i64.extend_i32_u (i32.reinterpret_f32 ${value}))`,
  f64: (value) => `(i64.reinterpret_f64 ${value})`,
  funcref: (value) => `(i64.extend_i32_u (ref.is_null ${value}))`,
  externref: (value) => `(i64.extend_i32_u (ref.is_null ${value}))`,
};
const nothing = (type: ValueType): string =>
  type === 'funcref' ? '(ref.null func)' : type === 'externref' ? '(ref.null extern)' : `(${type}.const 0)`;

const functionText = (name: string, { params, results }: FunctionType): string =>
  `(func (export "${name}") ${params.map((type) => `(param ${type})`).join(' ')} ${results.map((type) => `(result ${type})`).join(' ')}
    ${params.map((type, at) => `(call $mix ${bits[type](`(local.get ${at})`)})`).join(' ')}
    ${results.map(nothing).join(' ')})`;

/** What a module imports, as a module: each function mixes what it is given into the global `log`, and gives zeros. */
export const surroundingsOf = ({ imports, globals }: WasmModule): Uint8Array => {
  const functions = imports.map(({ module, name, type }) => functionText(`${module}.${name}`, type));
  const values = globals.flatMap(({ source, type, isMutable }) =>
    'import' in source
      ? [
          `(global (export "${source.import.module}.${source.import.name}") ${isMutable ? `(mut ${type})` : type} ${nothing(type)})`,
        ]
      : [],
  );
  return toBinary(`(module
    (global $log (export "log") (mut i64) (i64.const 0))
    (func $mix (param i64)
      (global.set $log (i64.add (i64.mul (global.get $log) (i64.const 0x5851f42d4c957f2d)) (local.get 0))))
    ${functions.join('\n')}
    ${values.join('\n')})`);
};
