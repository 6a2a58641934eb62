import { layOutGlobals } from './globals.ts';
import type { ObjectCode, Section } from './object-code.ts';
import { optimize } from './optimize/optimize.ts';
import { checkImports } from './sandbox/imports.ts';
import { instanceSections } from './sandbox/instance.ts';
import { layOut, type SandboxOptions } from './sandbox/layout.ts';
import { sandboxedContext, trustedContext } from './symbols.ts';
import type { TargetSpec } from './targets/target.ts';
import { thumbv7em } from './targets/thumb2/index.ts';
import { thumbv6m } from './targets/thumbv6m/index.ts';
import type { ModuleContext } from './translate/context.ts';
import { translator } from './translate/translate.ts';
import { decode } from './wasm/decode.ts';
import type { WasmModule } from './wasm/module.ts';
import { addressOf, checkTrusted } from './wasm/trusted.ts';

const targets = { thumbv6m, thumbv7em } as const satisfies Record<string, TargetSpec>;
export type Target = keyof typeof targets;

export interface CompileModuleOptions {
  /** Prefix of the module's symbols. */
  readonly module: string;
  readonly target: Target;
  /**
   * Absent, the module is trusted: pointers are native addresses, nothing is checked. Else it is any module, kept within a memory
   * of its own: `prefix:instance` is what `assembly/sandbox` instantiates it from.
   */
  readonly sandbox?: SandboxOptions;
}

/**
 * Compiles a WebAssembly module ahead of time.
 * @throws ToolError `WASM_DAMAGED`, `AOT_UNSUPPORTED`
 */
export const compileModule = (wasm: Uint8Array, options: CompileModuleOptions): ObjectCode => {
  const module = decode(wasm);
  const { target, module: prefix } = options;
  const { context, data } = options.sandbox ? sandboxed(module, prefix, options.sandbox) : trusted(module, prefix);
  const spec: TargetSpec = targets[target];
  const { generate, takesUnaligned, hasTableBranch } = spec;
  const translate = translator({ ...context, takesUnaligned, hasTableBranch });
  const code = module.functions.map((body, at) => {
    const index = module.imports.length + at;
    const fn = translate(index, body);
    optimize(fn, spec);
    const [, ...aliases] = module.exportNames.get(index) ?? [];
    return { ...generate(fn), aliases: aliases.map((name) => `${prefix}.${name}`) };
  });
  return { module: prefix, target, sections: [...code, ...data] };
};

interface Surroundings {
  readonly context: ModuleContext;
  readonly data: readonly Section[];
}

const sandboxed = (module: WasmModule, prefix: string, options: SandboxOptions): Surroundings => {
  const { imports = {} } = options;
  checkImports(module, imports);
  const sandbox = layOut(module, prefix, options);
  const context = { ...sandboxedContext(module, prefix, imports), sandbox };
  return { context, data: instanceSections(context, sandbox) };
};

const trusted = (module: WasmModule, prefix: string): Surroundings => {
  checkTrusted(module);
  const globals = layOutGlobals(module, prefix);
  const context = trustedContext(module, prefix, globals);
  return { context, data: [...globals.sections, ...segments(module, prefix)] };
};

const segments = (module: WasmModule, prefix: string): Section[] =>
  module.data.map((segment, at) => ({
    address: addressOf(segment),
    symbol: `${prefix}.data.${at}`,
    kind: 'rodata',
    align: 16,
    bytes: segment.bytes,
    relocations: [],
  }));
