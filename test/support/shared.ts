import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared', import.meta.url));

/** A file of the reference models and goldens that developers and CI keep beside the checkout; undefined where it is absent. */
export const sharedPath = (...segments: string[]): string | undefined => {
  const path = join(root, ...segments);
  return existsSync(path) ? path : undefined;
};

/** `it`, or a pending test that says why. */
export const itShared = (title: string, segments: readonly string[], body: (path: string) => void | Promise<void>) => {
  const path = sharedPath(...segments);
  if (path === undefined) it(`${title} (needs ../shared/${segments.join('/')})`);
  else it(title, () => body(path));
};
