import { trapText } from '../aot/sandbox/trap-text.ts';
import type { WasmModule } from '../aot/wasm/module.ts';
import type { TrapReport } from '../emulate/bare/sandbox-instance.ts';
import { ExitCode, ToolError } from '../errors.ts';

/** The function that an instruction stands in, by its offset in the module. */
const functionAt = (module: WasmModule, at: number): string => {
  const found = module.functions.findIndex(({ at: start, code }) => at >= start && at < start + code.length);
  const index = module.imports.length + found;
  const [exported] = module.exportNames.get(index) ?? [];
  return exported ?? module.debugNames.get(index) ?? `function ${index}`;
};

/** A trap as an error that says where. */
export const trapped = ({ kind, at }: TrapReport, module: WasmModule): ToolError => {
  const place =
    at === 0 ? 'while the module’s segments are copied' : `in ${functionAt(module, at)}, at byte ${at} of the module`;
  return new ToolError(
    'WASM_TRAP',
    ExitCode.CheckFailed,
    `trap: ${trapText[kind]} ${place}`,
    'The module traps so in every engine but for its stack and the room that its memory has to grow.',
  );
};
