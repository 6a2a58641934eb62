import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Compares with `test/golden/NAME`; `UPDATE_GOLDEN=1` rewrites it, and the difference is the review. */
export const assertGolden = (name: string, actual: string): void => {
  const file = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, 'utf8'), `${name}: UPDATE_GOLDEN=1 npm test, then read the difference`);
};
