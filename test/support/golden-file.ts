import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const goldenPath = (name: string): string => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

/** The text of `test/golden/NAME`. */
export const goldenText = (name: string): string => readFileSync(goldenPath(name), 'utf8');

/** Rewrites `test/golden/NAME` if `UPDATE_GOLDEN=1` asks for it; the difference is the review. */
export const writeGolden = (name: string, actual: string): void => {
  if (process.env['UPDATE_GOLDEN']) writeFileSync(goldenPath(name), actual);
};

/** Compares with `test/golden/NAME`. */
export const assertGolden = (name: string, actual: string): void => {
  writeGolden(name, actual);
  assert.equal(actual, goldenText(name), `${name}: UPDATE_GOLDEN=1 npm test, then read the difference`);
};
