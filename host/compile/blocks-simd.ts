import { BLOCK_CHANNELS, Block, Form, Simd } from '../../assembly/shared/simd_layout.ts';
import type { Interval } from './channels/interval.ts';
import { Constants } from './constants.ts';
import type { Filter, Scaling } from './convolution.ts';
import { bitsOf } from './float-bits.ts';
import type { Rescaling } from './output-steps.ts';
import { multiplierWords } from './quantize.ts';
import { DOUBLE, type FloatRescale, floatRescale, NEAREST } from './rescale-simd.ts';
import { foldedBias, sumsOf } from './sums.ts';

/** Blocks start at multiples of these bytes. */
const ALIGNMENT = 32;

/** A filter whose bias accounts for the input's zero point, and all of its sums. */
interface Folded extends Filter {
  readonly sums: Interval;
}

const fold = (filter: Filter, scaling: Scaling): Folded => {
  const bias = foldedBias(filter, scaling);
  return { ...filter, bias, sums: sumsOf(filter, bias) };
};

/** A block's formula, and what it takes of each channel. */
interface BlockRescale {
  readonly form: Form;
  readonly channels: readonly FloatRescale[];
}

/** Scaled sums up to here are rounded to whole numbers where a float32 of 1.5 · 2^23 is added. */
const MAX_ROUNDED = 2 ** 22;

/** Layers that round to even. */
const roundedToEven = (members: readonly Folded[]): BlockRescale | undefined => {
  const channels = members.map(({ rescale: { multiplier, shift } }) => ({
    ...{ shift: 0, scale: multiplier * 2 ** (shift - 31), offset: 0 },
  }));
  const isEven = members.every(
    ({ rescale: { rounds }, sums }, at) =>
      rounds === 'float32' &&
      Math.max(-sums.min, sums.max) < 2 ** 31 &&
      Math.max(-sums.min, sums.max) * (channels[at]?.scale ?? 0) < MAX_ROUNDED,
  );
  return isEven ? { form: Form.EVEN, channels } : undefined;
};

/** The cheapest form that all channels of a block have. */
const blockRescale = (members: readonly Folded[], scaling: Scaling, limits: Interval): BlockRescale => {
  const even = roundedToEven(members);
  if (even) return even;
  const rescalings = members.map(
    ({ rescale, sums }): Rescaling => ({ rescale, zero: scaling.output.zero, limits, sums }),
  );
  for (const form of [Form.FLOOR, Form.NEAREST, Form.DOUBLE] as const) {
    const channels: FloatRescale[] = [];
    for (const rescaling of rescalings) {
      const one = floatRescale(rescaling, form);
      if (!one) break;
      channels.push(one);
    }
    if (channels.length === members.length) return { form, channels };
  }
  const channels = members.map(({ rescale }) => {
    const [scale, offset] = multiplierWords(rescale);
    return { shift: 0, scale, offset };
  });
  return { form: Form.EXACT, channels };
};

/** One value of each channel of a block, as its form has them. */
const lanes = (form: Form, values: readonly number[]): Uint8Array => {
  const Lanes = {
    [Form.FLOOR]: Float32Array,
    [Form.NEAREST]: Float32Array,
    [Form.DOUBLE]: Float64Array,
    [Form.EXACT]: Int32Array,
    [Form.EVEN]: Float32Array,
  };
  const bytes = new Uint8Array(Block.OFFSET - Block.SCALE);
  new Lanes[form](bytes.buffer).set(values);
  return bytes;
};

/** How a kernel reads the taps of a block of filters; behind the last filter there may be none. */
export type WeightOrder = (block: readonly (readonly number[])[], constants: Constants) => void;

/** Blocks of eight filters, see `Block`. */
export const packBlocks = (
  filters: readonly Filter[],
  scaling: Scaling,
  limits: Interval,
  writeWeights: WeightOrder,
): { readonly count: number; readonly bytes: Uint8Array } => {
  const folded = filters.map((filter) => fold(filter, scaling));
  const count = Math.ceil(filters.length / BLOCK_CHANNELS);
  const blocks = Array.from({ length: count }, (_, block) => {
    const first = Math.max(0, Math.min(block * BLOCK_CHANNELS, filters.length - BLOCK_CHANNELS));
    const members = folded.slice(first, first + BLOCK_CHANNELS);
    const { form, channels } = blockRescale(members, scaling, limits);
    const constants = new Constants().s32(form, first, 0, 0);
    for (let at = 0; at < BLOCK_CHANNELS; at++)
      constants.s32(((members[at]?.bias ?? 0) + (channels[at]?.shift ?? 0)) | 0);
    for (const byte of lanes(
      form,
      channels.map(({ scale }) => scale),
    ))
      constants.u8(byte);
    for (const byte of lanes(
      form,
      channels.map(({ offset }) => offset),
    ))
      constants.u8(byte);
    writeWeights(
      members.map(({ taps }) => taps),
      constants,
    );
    return constants.finish();
  });
  const each = Math.ceil(Math.max(...blocks.map(({ length }) => length)) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(count * each);
  blocks.forEach((block, at) => {
    bytes.set(block, at * each);
  });
  return { count, bytes };
};

/** Fields that all these kernels read of the output. */
export const outputFields = (
  channels: number,
  { output }: Scaling,
  { min, max }: Interval,
): Partial<Record<Simd, number>> => {
  const [low = 0, high = 0] = new Int32Array(Float64Array.of(DOUBLE + output.zero).buffer);
  return {
    [Simd.CHANNELS]: channels,
    [Simd.OUT_ZERO]: output.zero,
    [Simd.OUT_MIN]: min,
    [Simd.OUT_MAX]: max,
    [Simd.NEAREST_ZERO]: bitsOf(NEAREST + output.zero),
    [Simd.DOUBLE_ZERO]: low,
    [Simd.DOUBLE_ZERO_HIGH]: high,
  };
};

/** Fields, positions and blocks behind one another. */
export const packSimd = (
  fields: Partial<Record<Simd, number>>,
  groups: readonly number[],
  blocks: { readonly count: number; readonly bytes: Uint8Array },
): Uint8Array => {
  const all = {
    ...fields,
    [Simd.BLOCKS]: blocks.count,
    [Simd.BLOCK_BYTES]: blocks.bytes.length / blocks.count,
  } as Partial<Record<Simd, number>>;
  const head = new Constants();
  for (let offset = 0; offset < Simd.BYTES; offset += 4) head.s32(all[offset as Simd] ?? 0);
  for (const offset of groups) head.s32(offset);
  return Buffer.concat([head.finish(), blocks.bytes]);
};
