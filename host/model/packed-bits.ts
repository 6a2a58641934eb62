/** Signs in a word: 0 is +1, 1 is -1. */
export const WORD_BITS = 32;

/** Words that hold the signs of so many channels, the first in the lowest bit; bits behind the last are 0. */
export const packedWords = (channels: number): number => Math.ceil(channels / WORD_BITS);

/** The bits of the last of those words that are channels. */
export const tailMask = (channels: number): number =>
  channels % WORD_BITS === 0 ? -1 : (1 << (channels % WORD_BITS)) - 1;
