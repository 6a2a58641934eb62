import type { Constants } from '../constants.ts';
import type { WholeFilter } from './whole-sums.ts';

const WORD_BYTES = 4;
const LEAST_INT32 = -(2 ** 31);
const MOST_INT32 = 2 ** 31 - 1;

/** Halvings that find one of the levels of each filter; 0 where sums are the outputs. */
export const levelBits = ([first]: readonly WholeFilter[]): number =>
  first?.steps ? Math.max(1, Math.ceil(Math.log2(first.steps.levels.length))) : 0;

/** What a filter's record takes. */
export const recordBytes = (bits: number): number =>
  bits === 0 ? WORD_BYTES : WORD_BYTES * (2 ** bits - 1) + Math.ceil(2 ** bits / WORD_BYTES) * WORD_BYTES;

/** The records of filters, see `Lanes`; thresholds that are added are never reached, but for the level behind them it is the same. */
export const writeRecords = (constants: Constants, filters: readonly WholeFilter[], bits: number): void => {
  for (const { steps, offset } of filters) {
    if (!steps) {
      constants.s32(offset);
      continue;
    }
    const { thresholds, levels } = steps;
    const bounds = thresholds.map((bound) => Math.max(LEAST_INT32, Math.min(MOST_INT32, bound)));
    for (let at = 0; at < 2 ** bits - 1; at++) constants.s32(bounds[at] ?? MOST_INT32);
    for (let at = 0; at < 2 ** bits; at++) constants.u8((levels[at] ?? levels.at(-1) ?? 0) & 0xff);
    constants.align(WORD_BYTES);
  }
};
