import { type Conv, Lanes } from '../../../assembly/shared/conv_layout.ts';
import type { Constants } from '../constants.ts';
import type { WholeFilter, WholeSums } from './whole-sums.ts';

const WORD_BYTES = 4;
const LEAST_INT32 = -(2 ** 31);
const MOST_INT32 = 2 ** 31 - 1;
/** What thresholds are that have a level in their low byte. */
const MOST_INT24 = 2 ** 23 - 1;
const LEVEL = 8;

/** Sums of values as they lie do not reach that. */
const largest = ({ filters, range }: WholeSums): number => {
  const value = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  return value * Math.max(...filters.map(({ taps }) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));
};

/** How levels are found: among so many words, or by so many halvings; neither where sums are the outputs. */
export interface Search {
  readonly words: 0 | 4 | 16;
  readonly bits: number;
}

export const searchOf = (sums: WholeSums): Search => {
  const count = Math.max(...sums.filters.map(({ steps }) => steps?.levels.length ?? 0));
  if (count === 0) return { words: 0, bits: 0 };
  if (count <= 16 && largest(sums) < MOST_INT24) return { words: count <= 4 ? 4 : 16, bits: 0 };
  return { words: 0, bits: Math.max(1, Math.ceil(Math.log2(count))) };
};

/** The fields that say so. */
export const searchFields = ({ words, bits }: Search): Partial<Record<Conv, number>> => ({
  [Lanes.LEVEL_WORDS as number]: words,
  [Lanes.LEVEL_BITS as number]: bits,
});

const clamped = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Thresholds with the levels behind them in their low bytes; the first one is always reached, those that are added never. */
const writeWords = (constants: Constants, { thresholds, levels }: Steps, words: number): void => {
  for (let at = 0; at < words; at++) {
    const bound = at === 0 ? -MOST_INT24 : (thresholds[at - 1] ?? MOST_INT24);
    const level = (levels[at] ?? 0) & (2 ** LEVEL - 1);
    constants.s32((clamped(bound, -MOST_INT24, MOST_INT24) << LEVEL) | level);
  }
};

type Steps = Required<WholeFilter>['steps'];

/** The records of filters, see `Lanes`; thresholds that are added are never reached, but for the level behind them it is the same. */
export const writeRecords = (constants: Constants, filters: readonly WholeFilter[], { words, bits }: Search): void => {
  for (const { steps, offset } of filters) {
    if (!steps) constants.s32(offset);
    else if (words > 0) writeWords(constants, steps, words);
    else {
      const { thresholds, levels } = steps;
      for (let at = 0; at < 2 ** bits - 1; at++)
        constants.s32(clamped(thresholds[at] ?? MOST_INT32, LEAST_INT32, MOST_INT32));
      for (let at = 0; at < 2 ** bits; at++) constants.u8((levels[at] ?? levels.at(-1) ?? 0) & 0xff);
      constants.align(WORD_BYTES);
    }
  }
};
