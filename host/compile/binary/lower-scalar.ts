import { Conv } from '../../../assembly/shared/conv_layout.ts';
import { Constants } from '../constants.ts';
import { bitsOf } from '../float-bits.ts';
import type { Kernel } from '../general-kernel.ts';
import { windowFields, writeFields } from '../window.ts';
import type { SignConvolution, SignFilter } from './convolution.ts';
import { type Line, lineOf } from './line.ts';
import { s8Outputs } from './reals.ts';

const WORD_BYTES = 4;
const MOST_THRESHOLD = 2 ** 30 - 1;

export interface SignKernel extends Kernel {
  /** The function, with its type. */
  readonly call: string;
}

/** How the outputs of a layer are made: what the kernel is generic in, and each filter's constants for it. */
export interface Outputs {
  readonly type: 'f32' | 'i8' | 'u8' | 'u32';
  readonly bytes: number;
  readonly write: (constants: Constants, filter: number) => void;
}

const writeLine = (constants: Constants, { slope, start, shift, least, most }: Line): void => {
  constants.s32(slope, start).u8(shift).u8(least).u8(most).u8(0);
};

/** As the kernel takes it: sums are twice the differing bits. */
const twiceThreshold = (threshold: number): number => 2 * Math.max(-1, Math.min(MOST_THRESHOLD, threshold));

export const signsOf = ({ tapChannels, window }: SignConvolution): number =>
  window.kernel[0] * window.kernel[1] * tapChannels;

const s8OutputsOf = (filters: readonly SignFilter[], convolution: SignConvolution): Outputs => {
  const signs = signsOf(convolution);
  const outputs = filters.map(({ output }) =>
    output.type === 'int32' ? new Int8Array() : s8Outputs(signs, output.reals, convolution.clamp),
  );
  const lines = outputs.map(lineOf);
  if (lines.every((line) => line !== undefined))
    return { type: 'i8', bytes: 12, write: (constants, at) => writeLine(constants, lines[at] as Line) };
  const bytes = Math.ceil((signs + 1) / WORD_BYTES) * WORD_BYTES;
  return {
    ...{ type: 'u8', bytes },
    write: (constants, at) => {
      for (const output of outputs[at] as Int8Array) constants.u8(output);
      constants.align(WORD_BYTES);
    },
  };
};

export const outputsOf = (filters: readonly SignFilter[], convolution: SignConvolution): Outputs => {
  const { type } = convolution;
  if (type === 'int8') return s8OutputsOf(filters, convolution);
  const write: Outputs['write'] = (constants, at) => {
    const { output } = filters[at] as SignFilter;
    if (output.type === 'int32') constants.s32(twiceThreshold(output.threshold));
    else constants.s32(bitsOf(output.reals.factor), bitsOf(output.reals.addend));
  };
  return type === 'int32' ? { type: 'u32', bytes: 4, write } : { type: 'f32', bytes: 8, write };
};

export const bitsIn = (word: number): number => {
  let [left, count] = [word, 0];
  for (; left !== 0; count++) left &= left - 1;
  return count;
};

/** The sum of a filter's signs at each tap. */
export const tapSums = ({ words }: SignFilter, taps: number, tapChannels: number): readonly number[] => {
  const tapWords = words.length / taps;
  return Array.from({ length: taps }, (_, tap) =>
    words.slice(tap * tapWords, (tap + 1) * tapWords).reduce((sum, word) => sum - 2 * bitsIn(word), tapChannels),
  );
};

/** Taps of a window, how many sums by tap a filter has, and words of its signs. */
export const sizesOf = ({ window, groups, isPaddedWithNothing }: SignConvolution) => {
  const taps = window.kernel[0] * window.kernel[1];
  return { taps, sums: isPaddedWithNothing ? taps : 0, words: groups[0]?.[0]?.words.length ?? 0 };
};

/** What all kernels read. */
export const signFields = (convolution: SignConvolution): Partial<Record<Conv, number>> => {
  const { window, groups, tapChannels, tail, isPaddedWithNothing, clamp } = convolution;
  const { sums, words } = sizesOf(convolution);
  return {
    ...windowFields(window, { scale: 1, zero: 0 }),
    [Conv.OUT_ZERO]: Number(isPaddedWithNothing && tapChannels % 2 === 1),
    [Conv.OUT_MIN]: clamp.least,
    [Conv.OUT_MAX]: clamp.most,
    [Conv.PAD_VALUE]: tail,
    [Conv.GROUPS]: groups.length,
    [Conv.GROUP_CHANNELS]: window.channels / groups.length,
    [Conv.GROUP_FILTERS]: groups[0]?.length ?? 0,
    [Conv.DEPTH]: words,
    [Conv.MULTIPLIER]: sums,
  };
};

/** A convolution of signs for `bconv2d`. */
export const lowerScalarSigns = (convolution: SignConvolution): SignKernel => {
  const { groups, tapChannels, isPaddedWithNothing } = convolution;
  const filters = groups.flat();
  const outputs = outputsOf(filters, convolution);
  const { taps, sums, words } = sizesOf(convolution);
  const constants = writeFields(new Constants(), {
    ...signFields(convolution),
    [Conv.PATCH_BYTES]: outputs.bytes,
  });
  filters.forEach((filter, at) => {
    outputs.write(constants, at);
    if (isPaddedWithNothing) constants.s32(...tapSums(filter, taps, tapChannels));
    constants.s32(...filter.words);
  });
  return {
    kernel: 'bconv2d',
    call: `bconv2d<${outputs.type}>`,
    constants: constants.finish(),
    scratchBytes: WORD_BYTES * (words + sums),
  };
};
