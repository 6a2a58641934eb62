import type { DType, Graph } from '../../../host/model/graph.ts';
import { packedWords, tailMask } from '../../../host/model/packed-bits.ts';
import { activation, type Draft, int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { type Layer, sideBySide } from '../random-layers.ts';

/** A square window of step 1 over an image padded with +1. */
export interface SignShape {
  readonly size: number;
  readonly kernel: number;
  readonly channels: number;
  readonly filters: number;
}

const float32s = (length: number, next: () => number): Draft => ({
  dtype: 'float32',
  shape: [length],
  data: new Uint8Array(Float32Array.from({ length }, next).buffer),
});

/** A binary layer, with outputs that spread over their range. */
export const signLayer = (random: Random, shape: SignShape, dtype: DType): Graph => {
  const { size, kernel, channels, filters } = shape;
  const words = packedWords(channels);
  const signs = Array.from({ length: filters * kernel * kernel * words }, (_, at) =>
    at % words === words - 1 ? random.next() & tailMask(channels) : random.next() | 0,
  );
  const total = kernel * kernel * channels;
  const spread = Math.sqrt(total);
  const share = () => random.next() / 2 ** 32 - 0.5;
  const isBits = dtype === 'int32';
  const y: Draft =
    dtype === 'int8'
      ? activation([1, size, size, filters], 1, 0)
      : { dtype, shape: [1, size, size, isBits ? packedWords(filters) : filters] };
  const made = isBits
    ? [int32s(Array.from({ length: filters }, () => Math.floor(total / 2 + share() * spread)))]
    : [float32s(filters, () => (40 + 20 * share()) / spread), float32s(filters, () => 20 * share())];
  return network(
    [{ dtype: 'int32', shape: [1, size, size, words] }, int32s(signs, [filters, kernel, kernel, words]), ...made, y],
    [
      {
        kind: 'LceBconv2d',
        inputs: isBits ? [0, 1, -1, -1, 2] : [0, 1, 2, 3, -1],
        outputs: [isBits ? 3 : 4],
        options: {
          ...{
            channelsIn: channels,
            padding: 'same',
            padValues: 1,
            strideH: 1,
            strideW: 1,
            dilationH: 1,
            dilationW: 1,
          },
          activation: 'none',
        },
      },
    ],
  );
};

/** The int8 layer of the same shape. */
export const int8Layer = (random: Random, { size, kernel, channels, filters }: SignShape): Graph => {
  const layer: Layer = {
    ...{ kind: 'CONV_2D', x: [1, size, size, channels], w: [filters, kernel, kernel, channels] },
    y: [1, size, size, filters],
    options: { padding: 'same', strideH: 1, strideW: 1, dilationH: 1, dilationW: 1, activation: 'none' },
  };
  return sideBySide(random, [layer], (_, taps) => 0.01 * Math.sqrt(taps));
};

/** Windows of one and of nine taps over channels as binary networks have them. */
export const signShapes: Readonly<Record<string, SignShape>> = {
  '1×1, 64 to 64': { size: 8, kernel: 1, channels: 64, filters: 64 },
  '1×1, 128 to 128': { size: 8, kernel: 1, channels: 128, filters: 128 },
  '3×3, 64 to 64': { size: 8, kernel: 3, channels: 64, filters: 64 },
  '3×3, 128 to 128': { size: 8, kernel: 3, channels: 128, filters: 128 },
};
