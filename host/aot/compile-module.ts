import type { ObjectCode, Section } from './object-code.ts';
import { optimize } from './ssa/optimize.ts';
import { type ModuleContext, translate } from './ssa/translate.ts';
import { thumbv6m } from './targets/thumbv6m/index.ts';
import { decode } from './wasm/decode.ts';
import type { WasmModule } from './wasm/module.ts';

const targets = { thumbv6m };
export type Target = keyof typeof targets;

export interface CompileModuleOptions {
  /** Prefix of the module's symbols. */
  readonly module: string;
  readonly target: Target;
}

/**
 * Compiles a WebAssembly module ahead of time. Pointers are native addresses, nothing is bounds-checked (trusted mode).
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`
 */
export const compileModule = (wasm: Uint8Array, options: CompileModuleOptions): ObjectCode => {
  const module = decode(wasm);
  const generate = targets[options.target];
  const context = contextOf(module, options.module);
  const code = module.functions.map((body, at) => {
    const fn = translate(context, module.imports.length + at, body);
    optimize(fn);
    return generate(fn);
  });
  return {
    module: options.module,
    target: options.target,
    sections: [...code, ...globals(module, context), ...data(module, options.module)],
  };
};

const contextOf = (module: WasmModule, prefix: string): ModuleContext => ({
  module,
  functionSymbol: (index) => {
    const imported = module.imports[index];
    if (imported) return `${imported.module}.${imported.name}`;
    return `${prefix}.${module.exportNames.get(index) ?? module.debugNames.get(index) ?? `f${index}`}`;
  },
  functionType: (index) => {
    const type = module.imports[index]?.type ?? module.functions[index - module.imports.length]?.type;
    if (!type) throw new RangeError(`function ${index} does not exist`);
    return type;
  },
  globalSymbol: (index) => `${prefix}.global.${index}`,
});

const globals = (module: WasmModule, context: ModuleContext): Section[] =>
  module.globals.flatMap(({ type, isMutable, source }, index) => {
    if (!('init' in source)) return [];
    const bytes = new Uint8Array(type === 'i64' ? 8 : 4);
    const view = new DataView(bytes.buffer);
    if (type === 'i64') view.setBigInt64(0, source.init, true);
    else view.setInt32(0, Number(source.init), true);
    const kind = !isMutable ? 'rodata' : source.init === 0n ? 'bss' : 'data';
    return [{ symbol: context.globalSymbol(index), kind, align: 4, bytes, relocations: [] }];
  });

const data = (module: WasmModule, prefix: string): Section[] =>
  module.data.map(({ bytes, address }, at) => ({
    address,
    symbol: `${prefix}.data.${at}`,
    kind: 'rodata',
    align: 16,
    bytes,
    relocations: [],
  }));
