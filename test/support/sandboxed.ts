import type { Target } from '../../host/aot/compile-module.ts';
import type { Section } from '../../host/aot/object-code.ts';
import type { SandboxOptions } from '../../host/aot/sandbox/layout.ts';
import { BareCore } from '../../host/emulate/bare/bare-core.ts';
import { SandboxBoard } from '../../host/emulate/bare/sandbox-board.ts';
import { SandboxInstance } from '../../host/emulate/bare/sandbox-instance.ts';
import { type SandboxedModule, sandboxedModule } from '../../host/emulate/bare/sandboxed-module.ts';
import { sandboxLibrary } from '../../host/firmware/support-library.ts';

const RAM_BYTES = 4 << 20;
const STACK_BYTES = 1 << 16;
const INSTRUCTION_LIMIT = 20_000_000;

export const targets: readonly Target[] = ['thumbv6m', 'thumbv7em'];

const libraries = new Map<Target, readonly Section[]>();
const cores = new Map<Target, BareCore>();
/** For mocha's `before`: the libraries take a moment to compile. */
export const loadSandboxes = async (): Promise<void> => {
  for (const target of targets) {
    libraries.set(target, libraries.get(target) ?? (await sandboxLibrary(target)));
    const core =
      cores.get(target) ?? new BareCore({ target, ramBytes: RAM_BYTES, instructionLimit: INSTRUCTION_LIMIT });
    cores.set(target, core);
  }
};

/** Sandboxed modules on a core that all tests share: those loaded last are the ones that run. */
export const boardOf = (target: Target, ...modules: readonly SandboxedModule[]): SandboxBoard =>
  new SandboxBoard(modules, {
    core: cores.get(target) as BareCore,
    library: libraries.get(target) ?? [],
    stackBytes: STACK_BYTES,
  });

/** Not instantiated yet. */
export const sandboxed = (wasm: Uint8Array, target: Target, options: SandboxOptions = {}): SandboxInstance => {
  const module = sandboxedModule(wasm, target, options);
  return new SandboxInstance(boardOf(target, module), module);
};
