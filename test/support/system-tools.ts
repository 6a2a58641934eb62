import { spawnSync } from 'node:child_process';

/** Those of the programs that this machine has not. */
export const missingTools = (...names: readonly string[]): string[] =>
  names.filter((name) => spawnSync(name, ['--version']).status !== 0);
