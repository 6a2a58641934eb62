import { Conv, SignColumns } from '../../../assembly/shared/conv_layout.ts';
import { WORD_BITS } from '../../model/packed-bits.ts';
import { windowPads } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { writeFields } from '../window.ts';
import type { SignConvolution, SignFilter } from './convolution.ts';
import { bitsIn, outputsOf, type SignKernel, signFields, signsOf, sizesOf, tapSums } from './lower-scalar.ts';

const WORD_BYTES = 4;
/** Filters from which on columns are worth listing a window's signs. */
const FEWEST_FILTERS = 12;
/** Offsets of rows are halfwords. */
const MOST_WORDS = 511;
/** Planes that are held in registers, and two more that they carry to. */
const FEWEST_PLANES = 6;

const refusalOf = ({ type, groups, isPaddedWithNothing }: SignConvolution, words: number): Refusal | undefined => {
  const filters = groups[0]?.length ?? 0;
  if (filters < FEWEST_FILTERS) return refuse(`${filters} filters`);
  if (words > MOST_WORDS) return refuse(`windows of ${words} words`);
  if (type !== 'int32') return undefined;
  if (isPaddedWithNothing) return refuse('signs of windows padded with nothing');
  return groups.length > 1 && filters % WORD_BITS !== 0 ? refuse(`${filters} filters in each group`) : undefined;
};

/** Whether windows are pixels, all bits of which are channels. */
const isInPlace = ({ window, groups, tail }: SignConvolution): boolean =>
  tail === -1 &&
  groups.length === 1 &&
  window.kernel.every((extent) => extent === 1) &&
  Object.values(windowPads(window)).every((amount) => amount === 0);

/** One bit of each filter, the first in the lowest, as so many words. */
export const writeColumn = (
  constants: Constants,
  filters: number,
  width: number,
  bitOf: (filter: number) => number,
): void => {
  for (let first = 0; first < width; first += WORD_BITS) {
    let word = 0;
    for (let at = 0; at < WORD_BITS && first + at < filters; at++) word |= bitOf(first + at) << at;
    constants.s32(word);
  }
};

/** Row after row: a sign of each filter; the first row is 0. */
export const writeRows = (constants: Constants, filters: readonly SignFilter[], words: number, width: number): void => {
  writeColumn(constants, 0, width, () => 0);
  for (let word = 0; word < words; word++)
    for (let bit = 0; bit < WORD_BITS; bit++)
      writeColumn(
        constants,
        filters.length,
        width,
        (at) => (((filters[at] as SignFilter).words[word] as number) >>> bit) & 1,
      );
};

/** A filter's signs that are -1. */
const ownOf = ({ words }: SignFilter): number => words.reduce((sum, word) => sum + bitsIn(word), 0);

/** Where counters of signs begin, so that they pass one limit, `start` and half of a window's signs, where a filter's output turns. */
interface Counters {
  readonly start: number;
  readonly planes: number;
}

/** Counters begin at least at 1 and end below 1.5 times the signs and a little. */
export const countersFor = (signs: number): Counters => {
  const start = ((signs + 1) >> 1) + 1;
  const most = (signs >> 1) + start + ((signs + 2) >> 1);
  return { start, planes: Math.max(FEWEST_PLANES, 2 * Math.ceil((WORD_BITS - Math.clz32(most)) / 2)) };
};

/** With w of a filter's signs -1, n listed of a window's and c of both: w + n - 2c > threshold, or less than all signs less that. */
export const writeStarts = (
  constants: Constants,
  filters: readonly SignFilter[],
  signs: number,
  { start, planes }: Counters,
  width: number,
): void => {
  for (const isInverted of [false, true])
    for (const odd of [0, 1]) {
      const starts = filters.map((filter) => {
        const { output } = filter;
        const threshold = Math.max(-1, Math.min(signs, output.type === 'int32' ? output.threshold : 0));
        const own = ownOf(filter);
        const bound = isInverted ? own + threshold - signs : own - threshold - 1;
        return start - Math.floor((bound + odd) / 2);
      });
      for (let plane = 0; plane < planes; plane++)
        writeColumn(constants, filters.length, width, (at) => ((starts[at] as number) >>> plane) & 1);
    }
};

/** How many filters there are of 32, and the record of each. */
export const writeRecords = (
  constants: Constants,
  filters: readonly SignFilter[],
  recordBytes: number,
  write: (filter: SignFilter, index: number) => void,
): void => {
  constants.s32(filters.length);
  filters.forEach((filter, index) => {
    constants.s32(ownOf(filter));
    write(filter, index);
  });
  constants.s32(...new Array<number>(((WORD_BITS - filters.length) * recordBytes) / WORD_BYTES).fill(0));
};

/** A convolution of signs for `bconv2d_columns`. */
export const lowerSignColumns = (convolution: SignConvolution): SignKernel | Refusal => {
  const { groups, type, tapChannels } = convolution;
  const { taps, sums, words } = sizesOf(convolution);
  const refusal = refusalOf(convolution, words);
  if (refusal) return refusal;
  const outputs = outputsOf(groups.flat(), convolution);
  if (outputs.type === 'u8') return refuse('outputs on no line');
  const signs = signsOf(convolution);
  const counters = countersFor(signs);
  const perGroup = groups[0]?.length ?? 0;
  const fields = signFields(convolution);
  const recordBytes = WORD_BYTES + outputs.bytes + WORD_BYTES * sums;
  const constants = writeFields(new Constants(), {
    ...fields,
    ...(type === 'int32' && {
      [Conv.OUT_MIN]: counters.start + 1,
      [Conv.OUT_MAX]: WORD_BYTES * counters.planes,
    }),
    [Conv.OUT_ZERO]: (fields[Conv.OUT_ZERO] ?? 0) | (isInPlace(convolution) ? 2 : 0) | (signs << 2),
    [Conv.GROUP_FILTERS]: Math.ceil(perGroup / WORD_BITS),
    [Conv.PATCH_BYTES]: WORD_BYTES + (type === 'int32' ? 4 * WORD_BYTES * counters.planes : WORD_BITS * recordBytes),
  });
  groups.forEach((group, at) => {
    for (let first = 0; first < group.length; first += WORD_BITS) {
      const filters = group.slice(first, first + WORD_BITS);
      if (type === 'int32') {
        constants.s32(filters.length === WORD_BITS ? -1 : 2 ** filters.length - 1);
        writeStarts(constants, filters, signs, counters, WORD_BITS);
      } else {
        writeRecords(constants, filters, recordBytes, (filter, index) => {
          outputs.write(constants, at * perGroup + first + index);
          if (sums > 0) constants.s32(...tapSums(filter, taps, tapChannels));
        });
      }
      writeRows(constants, filters, words, WORD_BITS);
    }
  });
  return {
    kernel: 'bconv2d_columns',
    call: `bconv2d_columns<${outputs.type}>`,
    constants: constants.finish(),
    scratchBytes:
      WORD_BYTES * (words + sums) + SignColumns.SCRATCH_BYTES + SignColumns.ALIGNMENT + 2 * (WORD_BITS * words + 16),
  };
};
