import type { ObjectCode, Section } from './object-code.ts';
import { optimize } from './ssa/optimize.ts';
import { type ModuleContext, translate } from './ssa/translate.ts';
import { thumbv7em } from './targets/thumb2/index.ts';
import { thumbv6m } from './targets/thumbv6m/index.ts';
import { decode } from './wasm/decode.ts';
import { functionTypeOf, type WasmModule } from './wasm/module.ts';
import { addressOf, checkTrusted } from './wasm/trusted.ts';

const targets = { thumbv6m, thumbv7em };
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
  checkTrusted(module);
  const generate = targets[options.target];
  const context = contextOf(module, options.module);
  const code = module.functions.map((body, at) => {
    const index = module.imports.length + at;
    const fn = translate(context, index, body);
    optimize(fn);
    const [, ...aliases] = module.exportNames.get(index) ?? [];
    return { ...generate(fn), aliases: aliases.map((name) => `${options.module}.${name}`) };
  });
  return {
    module: options.module,
    target: options.target,
    sections: [...code, ...globals(module, context), ...data(module, options.module)],
  };
};

const contextOf = (module: WasmModule, prefix: string): ModuleContext => {
  const taken = new Set([...module.exportNames.values()].flat());
  // Only exported names are unique; others that occur twice, or look like the compiler's own, get their index.
  const symbols = module.functions.map((_, at) => {
    const index = module.imports.length + at;
    const [exported] = module.exportNames.get(index) ?? [];
    const wanted = module.debugNames.get(index) ?? `f${index}`;
    const isFree = !taken.has(wanted) && !/^(global|data)\./.test(wanted);
    const name = exported ?? (isFree ? wanted : `${wanted}#${index}`);
    taken.add(name);
    return `${prefix}.${name}`;
  });
  return {
    module,
    functionSymbol: (index) => {
      const imported = module.imports[index];
      return imported ? `${imported.module}.${imported.name}` : (symbols[index - module.imports.length] as string);
    },
    functionType: (index) => functionTypeOf(module, index),
    globalSymbol: (index) => `${prefix}.global.${index}`,
  };
};

const globals = (module: WasmModule, context: ModuleContext): Section[] =>
  module.globals.flatMap(({ type, isMutable, source }, index) => {
    if (!('init' in source) || source.init.kind !== 'number') return [];
    const { bits } = source.init;
    const bytes = new Uint8Array(type === 'i64' ? 8 : 4);
    const view = new DataView(bytes.buffer);
    if (type === 'i64') view.setBigUint64(0, bits, true);
    else view.setUint32(0, Number(bits), true);
    const kind = !isMutable ? 'rodata' : bits === 0n ? 'bss' : 'data';
    return [{ symbol: context.globalSymbol(index), kind, align: 4, bytes, relocations: [] }];
  });

const data = (module: WasmModule, prefix: string): Section[] =>
  module.data.map((segment, at) => ({
    address: addressOf(segment),
    symbol: `${prefix}.data.${at}`,
    kind: 'rodata',
    align: 16,
    bytes: segment.bytes,
    relocations: [],
  }));
