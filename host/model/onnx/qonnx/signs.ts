import { packedWords, WORD_BITS } from '../../packed-bits.ts';
import { elements, same } from '../../shapes.ts';
import { type Constant, constantOf } from '../constant.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import type { Stored } from '../values.ts';
import { paddingRule, type Window } from '../windows.ts';
import { type Counted, once } from './counted.ts';
import type { Steps } from './steps.ts';

// Sums of products of +1 and -1 are counts of differing signs: LceBconv2d finds them 32 at a time, and makes signs of them by a
// threshold for each channel.

/** Sums of signs that are not in the graph yet. */
export interface SignSums {
  /** Of the channels, as ONNX has them. */
  readonly axis: number;
  /** As real numbers, which whole numbers of this size are exactly. */
  readonly reals: () => Stored;
  /** Signs that change at a threshold, as words of an image NHWC; undefined where that cannot be told by one. */
  readonly signs: (steps: readonly Steps[]) => Stored;
  /** Those signs as int8, as ONNX has them. */
  readonly codes: (signs: Stored) => Stored;
}

export interface SignLayer {
  /** The signs as int8, NHWC. */
  readonly image: () => Stored;
  /** What `image` would be. */
  readonly extents: readonly [n: number, h: number, w: number, c: number];
  /** OHWI, as `image` lies if `isPacked` is false, else as signs lie. */
  readonly filters: (isPacked: boolean) => Constant;
  readonly window: Window;
  /** The image as a value of the rank that ONNX has. */
  readonly finish: (image: Stored) => Stored;
}

const ALWAYS = -(2 ** 31);
const NEVER = 2 ** 31 - 1;
/** +1 and -1. */
export const areSigns = ({ values }: Constant): boolean => values.every((value) => value === 1 || value === -1);

/** Zero padding is half a sign for each channel: it takes two. */
const canPad = ({ pads }: Window, channels: number): boolean =>
  pads.top + pads.left + pads.bottom + pads.right === 0 || channels % 2 === 0;

/** The layer by words of signs; undefined where its input, its weights or its window do not allow that. */
export const signSums = (
  builder: GraphBuilder,
  name: string,
  x: Counted,
  { weights, axis }: { readonly weights: Constant; readonly axis: number },
  { image, extents, filters, window, finish }: SignLayer,
): SignSums | undefined => {
  const [n, h, w, channels] = extents;
  const padding = paddingRule(window, [h, w]);
  if (!x.isSigns || !areSigns(weights) || !padding || !canPad(window, channels)) return undefined;
  const packed = [n, h, w, packedWords(channels)];
  const [outputs = 1] = weights.shape;
  const emit = (to: Stored, flips: readonly boolean[], others: (taps: number) => readonly number[]): Stored => {
    const known = x.signs?.();
    const isPacked = known !== undefined && same(known.shape, packed);
    const source = isPacked ? known : quantized(builder, image(), packed);
    const own = filters(isPacked);
    const words = builder.constant(`${name}_signs`, packedFilters(own, flips));
    builder.emit('LceBconv2d', [source.id, words, ...others(elements(own.shape.slice(1)))], [to.id], {
      channelsIn: channels,
      padding,
      padValues: 0,
      strideH: window.stride[0],
      strideW: window.stride[1],
      dilationH: window.dilation[0],
      dilationW: window.dilation[1],
      activation: 'none',
    });
    return to;
  };
  const place = (dtype: 'float32' | 'int32', last: number, what: string) =>
    builder.stored(`${name}_${what}`, dtype, [n, ...window.output, last], {});
  const add = (what: string, values: readonly number[], dtype: 'float32' | 'int32') =>
    builder.constant(`${name}_${what}`, constantOf(dtype, [values.length], values));
  return {
    axis,
    reals: once(() =>
      finish(
        emit(place('float32', outputs, 'sums'), [], () => [
          add('ones', Array<number>(outputs).fill(1), 'float32'),
          add('zeros', Array<number>(outputs).fill(0), 'float32'),
          -1,
        ]),
      ),
    ),
    signs: (steps) => {
      const rows = Array.from({ length: outputs }, (_, output) => steps[steps.length === 1 ? 0 : output] as Steps);
      const falls = rows.map(({ levels }) => levels.length > 1 && levels[0] === 1);
      return emit(place('int32', packedWords(outputs), 'packed'), falls, (taps) => [
        -1,
        -1,
        add(
          'thresholds',
          rows.map((row) => thresholdOf(row, taps)),
          'int32',
        ),
      ]);
    },
    codes: (signs) => finish(unpacked(builder, name, signs, outputs)),
  };
};

/** Words as int8 codes of so many channels. */
export const unpacked = (builder: GraphBuilder, name: string, signs: Stored, channels: number): Stored => {
  const cell = { affine: { scale: 1, zeroPoint: 0 } };
  const codes = builder.stored(name, 'int8', [...signs.shape.slice(0, -1), channels], cell);
  builder.emit('LceDequantize', [signs.id], [codes.id], {});
  return codes;
};

/**
 * The count of differing signs behind which a sign is -1. A sum is taps - 2 · count; where signs fall as sums rise, the filter's
 * signs are the other way round, and so is the sum.
 */
const thresholdOf = ({ thresholds, levels }: Steps, taps: number): number => {
  const [threshold] = thresholds;
  if (threshold === undefined) return levels[0] === 1 ? NEVER : ALWAYS;
  return levels[0] === 1 ? Math.ceil((taps + threshold) / 2) - 1 : Math.floor((taps - threshold) / 2);
};

const quantized = (builder: GraphBuilder, image: Stored, packed: readonly number[]): Stored => {
  const words = builder.stored(`${builder.nameOf(image)}_words`, 'int32', packed, {});
  builder.emit('LceQuantize', [image.id], [words.id], {});
  return words;
};

/** OHWI to words along the last axis, channel c in bit c mod 32; 1 is -1. */
const packedFilters = ({ shape, values }: Constant, flips: readonly boolean[]): Constant => {
  const channels = shape.at(-1) as number;
  const words = packedWords(channels);
  const rows = values.length / channels;
  const packed = new Int32Array(rows * words);
  const perFilter = rows / (shape[0] as number);
  values.forEach((value: number, at: number) => {
    const [row, channel] = [Math.floor(at / channels), at % channels];
    const isNegative = value < 0 !== (flips[Math.floor(row / perFilter)] ?? false);
    const word = row * words + Math.floor(channel / WORD_BITS);
    if (isNegative) packed[word] = (packed[word] as number) | (1 << (channel % WORD_BITS));
  });
  return constantOf('int32', [...shape.slice(0, -1), words], packed);
};
