import { Conv, SignLists } from '../../../assembly/shared/conv_layout.ts';
import { packedWords, WORD_BITS } from '../../model/packed-bits.ts';
import { Constants } from '../constants.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { writeFields } from '../window.ts';
import type { SignConvolution } from './convolution.ts';
import { countersFor, writeColumn, writeRecords, writeRows, writeStarts } from './lower-columns.ts';
import { outputsOf, type SignKernel, signFields, signsOf, sizesOf } from './lower-scalar.ts';

const WORD_BYTES = 4;
const VECTOR_BITS = 128;
const VECTOR_BYTES = 16;
const FEWEST_FILTERS = 12;
/** Places in a window are halfwords. */
const MOST_WORDS = 2047;
/** What lists take for all pixels. */
const MOST_SCRATCH = 2 ** 24;

const refusalOf = ({ groups, isPaddedWithNothing }: SignConvolution, words: number): Refusal | undefined => {
  const filters = groups[0]?.length ?? 0;
  if (groups.length > 1) return refuse('grouped');
  if (filters < FEWEST_FILTERS) return refuse(`${filters} filters`);
  if (words > MOST_WORDS) return refuse(`windows of ${words} words`);
  return isPaddedWithNothing ? refuse('padded with nothing') : undefined;
};

/** A convolution of signs for `bconv2d_simd`. */
export const lowerSignVectors = (convolution: SignConvolution): SignKernel | Refusal => {
  const { window, groups, type, tapChannels } = convolution;
  const { words } = sizesOf(convolution);
  const refusal = refusalOf(convolution, words);
  if (refusal) return refusal;
  const filters = groups.flat();
  const outputs = outputsOf(filters, convolution);
  if (outputs.type === 'u8') return refuse('outputs on no line');
  const pixelBytes = 2 * SignLists.ENTRIES + 2 * WORD_BITS * window.channels;
  const scratchBytes =
    2 * WORD_BITS +
    SignLists.PLANES_BYTES +
    2 * WORD_BITS * words +
    4 * SignLists.ENTRIES +
    (window.input[0] * window.input[1] + 1) * pixelBytes;
  if (scratchBytes > MOST_SCRATCH) return refuse(`lists of ${scratchBytes} bytes`);
  const signs = signsOf(convolution);
  const counters = countersFor(signs);
  const isBits = type === 'int32';
  const recordBytes = WORD_BYTES + outputs.bytes;
  const headBytes = isBits
    ? 2 * VECTOR_BYTES + 4 * VECTOR_BYTES * counters.planes
    : Math.ceil((4 * (WORD_BYTES + WORD_BITS * recordBytes)) / VECTOR_BYTES) * VECTOR_BYTES;
  const constants = writeFields(new Constants(), {
    ...signFields(convolution),
    ...(isBits && { [Conv.OUT_MIN]: counters.start + 1, [Conv.OUT_MAX]: VECTOR_BYTES * counters.planes }),
    [Conv.OUT_ZERO]: signs << 2,
    [Conv.GROUP_CHANNELS]: tapChannels,
    [Conv.GROUP_FILTERS]: Math.ceil(filters.length / VECTOR_BITS),
    [Conv.MULTIPLIER]: pixelBytes,
    [Conv.PATCH_BYTES]: headBytes,
  });
  for (let first = 0; first < filters.length; first += VECTOR_BITS) {
    const own = filters.slice(first, first + VECTOR_BITS);
    if (isBits) {
      constants.s32(packedWords(own.length)).align(VECTOR_BYTES);
      writeColumn(constants, own.length, VECTOR_BITS, () => 1);
      writeStarts(constants, own, signs, counters, VECTOR_BITS);
    } else {
      for (let part = 0; part < VECTOR_BITS; part += WORD_BITS)
        writeRecords(constants, own.slice(part, part + WORD_BITS), recordBytes, (_, index) =>
          outputs.write(constants, first + part + index),
        );
      constants.align(VECTOR_BYTES);
    }
    writeRows(constants, own, words, VECTOR_BITS);
  }
  return { kernel: 'bconv2d_simd', call: `bconv2d_simd<${outputs.type}>`, constants: constants.finish(), scratchBytes };
};
