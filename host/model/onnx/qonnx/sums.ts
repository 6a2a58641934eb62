import { damaged } from '../../errors.ts';
import type { QonnxOptions } from '../../qonnx-options.ts';
import { elements } from '../../shapes.ts';
import { type Constant, constantOf } from '../constant.ts';
import { inputAt } from '../inputs.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Stored } from '../values.ts';
import type { Window } from '../windows.ts';
import { type Counted, type Meaning, once } from './counted.ts';
import type { Grid, Gridded } from './grid.ts';
import { straight } from './meanings.ts';
import { areSigns, type SignLayer, signSums } from './signs.ts';

const MOST_BITS = 8;
const MOST_INT32 = 2 ** 31 - 2;

/** Codes around 0 that fit int8, filters first: [O, …]; one scale, or one a filter. */
export interface Filters {
  readonly codes: Constant;
  readonly scales: readonly number[];
  /** Width of their quantiser; 0 for ones that are not the network's. */
  readonly bits: number;
}

/** As FINN writes weights: numbers that are codes. */
const areWhole = ({ dtype, values }: Constant): boolean =>
  dtype === 'float32' &&
  values.length > 0 &&
  values.every((value: number) => Number.isInteger(value) && Math.abs(value + 0.5) < 128);

const wholeFilters = ({ shape, values }: Constant): Filters => {
  const codes = constantOf('int8', shape, values);
  const reach = Array.from(codes.values).reduce((most, value) => Math.max(most, value < 0 ? -value : value + 1), 1);
  const bits = areSigns(codes) ? 1 : 1 + Math.ceil(Math.log2(reach));
  return { codes, scales: [1], bits };
};

/**
 * Weights that a quantiser made codes.
 * @param axis along which there may be several scales
 */
export const filtersAt = (context: Context, index: number, axis: number): Filters => {
  const value = inputAt(context, index);
  if (value.kind === 'constant' && areWhole(value)) return wholeFilters(value);
  if (value.kind === 'constant')
    throw new Refusal('float weights: no quantiser on them; put a Quant or BipolarQuant before it');
  if (value.kind !== 'quantized-constant') throw new Refusal('weights that are computed at run time');
  const { codes, scales } = value;
  if (scales.length > 1 && value.axis !== axis)
    throw new Refusal(
      `weights with ${scales.length} scales along axis ${value.axis}, which is summed up: scales do not fold`,
    );
  const misfit = codes.values.find((code) => !(code >= -128 && code <= 127 && Number.isInteger(code)));
  if (misfit !== undefined) throw new Refusal(`weights with the code ${misfit}: int8 around zero is known`);
  return {
    codes: constantOf('int8', codes.shape, codes.values),
    scales,
    bits: Math.min(value.bits ?? MOST_BITS, MOST_BITS),
  };
};

/** The range of a sum over taps that may also be missing. */
const rangeOf = ({ least, most }: Counted, { zero }: Grid, { codes }: Filters): readonly [number, number] => {
  const [filters = 1] = codes.shape;
  const taps = codes.values.length / filters;
  const [below, above] = [least - zero, most - zero];
  const ranges = Array.from({ length: filters }, (_, filter) => {
    let [low, high] = [0, 0];
    for (const weight of codes.values.subarray(filter * taps, (filter + 1) * taps)) {
      low += Math.min(0, weight * below, weight * above);
      high += Math.max(0, weight * below, weight * above);
    }
    return [low, high] as const;
  });
  return ranges.reduce(([low, high], range) => [Math.min(low, range[0]), Math.max(high, range[1])] as const, [
    0, 0,
  ] as const);
};

/** Scale of each sum: the input's times the weights'. Groups whose channels have several scales have none. */
const factorsOf = ({ factors }: Grid, { codes, scales }: Filters, groups: number): readonly number[] => {
  const [filters = 1] = codes.shape;
  if (factors.length > 1 && factors.length !== groups)
    throw new Refusal('an input whose scale differs along the summed axis: scales do not fold; give it one scale');
  if (factors.length === 1 && scales.length === 1) return [(factors[0] as number) * (scales[0] as number)];
  const factorAt = (filter: number) =>
    factors[factors.length === 1 ? 0 : Math.floor((filter * groups) / filters)] as number;
  return Array.from(
    { length: filters },
    (_, filter) => factorAt(filter) * (scales[scales.length === 1 ? 0 : filter] as number),
  );
};

const hasPads = ({ pads }: Window): boolean => Object.values(pads).some((pad) => pad > 0);

/** What sums stand for: each weight brings a rest of its own, too, where the codes' zero point is not whole. */
const meaningsOf = (grid: Grid, filters: Filters, groups: number, window: Window): readonly Meaning[] => {
  const factors = factorsOf(grid, filters, groups);
  const [rest = 0] = grid.rests;
  if (grid.rests.every((one) => one === 0)) return factors.map((scale) => straight((sum) => sum * scale, scale, 0));
  if (hasPads(window)) throw new Refusal('pads of 0 around an input that has no code for 0: put a Quant before it');
  if (grid.rests.some((one) => one !== rest)) throw new Refusal('an input with several zero points that are not whole');
  const { codes, scales } = filters;
  const [count = 1] = codes.shape;
  const taps = codes.values.length / count;
  return Array.from({ length: count }, (_, filter) => {
    const scale = factors[factors.length === 1 ? 0 : filter] as number;
    const weights = Array.from(codes.values.subarray(filter * taps, (filter + 1) * taps));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const offset = rest * total * (scales[scales.length === 1 ? 0 : filter] as number);
    return straight((sum) => sum * scale + offset, scale, offset);
  });
};

interface Sums {
  /** As ONNX has it. */
  readonly shape: readonly number[];
  readonly axis: number;
  readonly groups: number;
  readonly layer: SignLayer;
}

/** Sums of the input's whole numbers times weights, as int32. */
export const sums = (
  context: Context,
  { value: x, grid }: Gridded,
  filters: Filters,
  { shape, axis, groups, layer }: Sums,
): Counted => {
  const { builder, node } = context;
  const [least, most] = rangeOf(x, grid, filters);
  if (Math.max(-least, most) > MOST_INT32) throw new Refusal('sums beyond 32 bits');
  const meanings = meaningsOf(grid, filters, groups, layer.window);
  const name = node.output[0] ?? '';
  const isWhole = groups === 1 && grid.zero === 0 && grid.rests.every((rest) => rest === 0);
  const signs = isWhole ? signSums(builder, name, x, { weights: filters.codes, axis }, layer) : undefined;
  return {
    kind: 'counted',
    shape,
    codes: once(() =>
      builder.during(node, () =>
        layer.finish(
          summed(context, layer, { zero: grid.zero, weightBits: filters.bits, valueBits: Math.min(x.bits, MOST_BITS) }),
        ),
      ),
    ),
    ...(signs && { signSums: signs }),
    isReal: false,
    least,
    most,
    bits: 32,
    meanings,
    axis,
  };
};

/** The operator over an image NHWC, with filters OHWI. */
const summed = (
  { builder, node }: Context,
  { image, filters, window }: SignLayer,
  how: Pick<QonnxOptions['QonnxSums'], 'zero' | 'weightBits' | 'valueBits'>,
): Stored => {
  const name = node.output[0] ?? '';
  const source = image();
  const own = filters(false);
  const { stride, dilation, pads, output } = window;
  const y = builder.stored(`${name}_sums`, 'int32', [source.shape[0] ?? 1, ...output, own.shape[0] as number], {});
  builder.emit('QonnxSums', [source.id, builder.constant(node.input[1] || `${name}_ones`, own)], [y.id], {
    padTop: pads.top,
    padLeft: pads.left,
    strideH: stride[0],
    strideW: stride[1],
    dilationH: dilation[0],
    dilationW: dilation[1],
    ...how,
  });
  return y;
};

const MOST_WEIGHTS = 2 ** 24;

/** Weights of 1, a filter for each channel. */
export const ones = (channels: number, [h, w]: readonly [number, number]): Filters => {
  const count = elements([channels, h, w]);
  if (count > MOST_WEIGHTS) throw damaged(`a window of ${h}×${w} over ${channels} channels`);
  return { codes: constantOf('int8', [channels, h, w, 1], new Int8Array(count).fill(1)), scales: [1], bits: 0 };
};
