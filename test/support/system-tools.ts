import { spawnSync } from 'node:child_process';

/** Those of the programs that this machine has not. */
export const missingTools = (...names: readonly string[]): string[] =>
  names.filter((name) => spawnSync(name, ['--version']).status !== 0);

/** Leaves a test pending, with the reason in its title. */
export const skipUnless = (isThere: boolean, context: Mocha.Context, what: string): void => {
  if (isThere) return;
  if (context.test) context.test.title += ` (needs ${what})`;
  context.skip();
};
