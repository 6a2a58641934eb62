import type { Draft } from './drafts.ts';

/** A constant row of 16-bit numbers. */
export const int16s = (values: readonly number[]): Draft => ({
  dtype: 'int16',
  shape: [values.length],
  data: new Uint8Array(Int16Array.from(values).buffer),
});
