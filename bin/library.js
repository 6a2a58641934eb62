// The library's entry: Node loads the TypeScript sources through tsx, as the command line does.
import { register } from 'tsx/esm/api';

register();
export const {
  boards,
  buildFirmware,
  compileGraph,
  ExitCode,
  figuresOf,
  importModel,
  inspect,
  instantiate,
  measureBoard,
  reports,
  run,
  ToolError,
  toBin,
  toElf,
  toHex,
  toUf2,
  writeTflite,
} = await import('../host/index.ts');
