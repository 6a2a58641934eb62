import { compileModule, type Target } from '../../aot/compile-module.ts';
import type { Section } from '../../aot/object-code.ts';
import type { SandboxOptions } from '../../aot/sandbox/layout.ts';
import { sandboxedContext } from '../../aot/symbols.ts';
import { decode } from '../../aot/wasm/decode.ts';
import type { WasmModule } from '../../aot/wasm/module.ts';

/** A compiled module. */
export interface SandboxedModule {
  readonly prefix: string;
  readonly module: WasmModule;
  readonly sections: readonly Section[];
  readonly symbols: ReturnType<typeof sandboxedContext>;
}

/** @throws ToolError of the compiler */
export const sandboxedModule = (
  wasm: Uint8Array,
  target: Target,
  sandbox: SandboxOptions = {},
  prefix = 'm',
): SandboxedModule => {
  const module = decode(wasm);
  const { sections } = compileModule(wasm, { module: prefix, target, sandbox });
  return { prefix, module, sections, symbols: sandboxedContext(module, prefix, sandbox.imports ?? {}) };
};
