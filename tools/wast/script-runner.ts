import type { Target } from '../../host/aot/compile-module.ts';
import { BareCore } from '../../host/emulate/bare/bare-core.ts';
import { SandboxBoard } from '../../host/emulate/bare/sandbox-board.ts';
import { sandboxLibrary } from '../../host/firmware/support-library.ts';
import { Modules } from './modules.ts';
import { runScript, type ScriptResult } from './run-script.ts';
import { readScript } from './script.ts';

const STACK_BYTES = 1 << 20;
const INSTRUCTION_LIMIT = 1_000_000_000;

/** Runs scripts on an emulated core, each with as much RAM as its modules' memories may grow to. */
export const scriptRunner = async (target: Target, ramBytes: number): Promise<(source: string) => ScriptResult> => {
  const core = new BareCore({ target, ramBytes, instructionLimit: INSTRUCTION_LIMIT });
  const library = await sandboxLibrary(target);
  return (source) => {
    const modules = new Modules(target);
    return runScript(source, readScript(source), modules, (prepared) => {
      const images = prepared.flatMap(({ module }) => (module ? [module] : []));
      return new SandboxBoard(images, { core, library, stackBytes: STACK_BYTES, sections: modules.sections });
    });
  };
};
