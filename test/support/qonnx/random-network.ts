import type { Model } from '../onnx-model.ts';
import type { Random } from '../random.ts';
import { Sketch } from './sketch.ts';

type Draw = (random: Random, sketch: Sketch, from: string) => string;

const MODES = ['ROUND', 'round', 'HALF_EVEN', 'CEIL', 'FLOOR', 'UP', 'DOWN', 'HALF_UP', 'HALF_DOWN'];

/** A power of two near a size. */
const dyadic = (size: number): number => 2 ** Math.round(Math.log2(size));
const chance = (random: Random, share: number): boolean => random.next() < share * 2 ** 32;
const channelsOf = (sketch: Sketch, name: string): number => sketch.shapeOf(name)[1] as number;
const perChannel = (sketch: Sketch, name: string): number[] =>
  sketch.shapeOf(name).map((extent, axis) => (axis === 1 ? extent : 1));

const bits: Draw = (random, sketch) => sketch.constant([random.pick([2, 2, 3, 4, 4, 5, 8])]);

const quant: Draw = (random, sketch, from) => {
  const width = random.pick([1, 2, 3, 4, 4, 6, 8]);
  const signed = width === 1 ? 0 : random.below(2);
  const scale = dyadic((sketch.sizeOf(from) * random.pick([1, 2])) / 2 ** (width - signed));
  const zero = random.oneIn(4) ? random.below(3) - 1 : 0;
  const attributes = { signed, narrow: width === 1 ? 0 : random.below(2), rounding_mode: random.pick(MODES) };
  const inputs = [from, sketch.constant([scale]), sketch.constant([zero]), sketch.constant([width])];
  return sketch.node(random.pick(['Quant', 'IntQuant']), inputs, { attributes });
};

const bipolar: Draw = (random, sketch, from) =>
  sketch.node('BipolarQuant', [from, sketch.constant([2 ** (random.below(4) - 2)])]);

/** As FINN writes quantisers: also such whose levels lie around 0, without it. */
const thresholds: Draw = (random, sketch, from) => {
  const rows = random.oneIn(2) ? 1 : channelsOf(sketch, from);
  const count = random.pick([1, 1, 3, 7, 15]);
  const size = sketch.sizeOf(from);
  const list = Array.from({ length: rows }, () =>
    Array.from({ length: count }, () => (random.next() / 2 ** 31 - 1) * size).sort((a, b) => a - b),
  );
  const scale = 2 ** (random.below(3) - 1);
  const bias = random.pick([0, 0, -count / 2, -scale * ((count + 1) / 2), (-scale * count) / 2]);
  return sketch.node('MultiThreshold', [from, sketch.constant(list.flat(), [rows, count])], {
    floats: { out_scale: scale, out_bias: bias },
    attributes: { out_dtype: 'INT8' },
  });
};

const quantiser: Draw = (random, sketch, from) =>
  random.pick([quant, quant, quant, quant, bipolar, bipolar, thresholds, thresholds, sign])(random, sketch, from);

const batchNorm: Draw = (random, sketch, from) => {
  const [channels, size] = [channelsOf(sketch, from), sketch.sizeOf(from)];
  const variance = sketch.constant(
    Array.from({ length: channels }, () => (random.next() / 2 ** 32) * size ** 2 + 0.1),
    [channels],
  );
  const inputs = [from, sketch.wave([channels], 2), sketch.wave([channels], 1), sketch.wave([channels], size / 2)];
  return sketch.node('BatchNormalization', [...inputs, variance]);
};

const arithmetic: Draw = (random, sketch, from) => {
  const type = random.pick(['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min']);
  const isScale = type === 'Mul' || type === 'Div';
  const size = isScale ? 2 : sketch.sizeOf(from);
  const shape = random.oneIn(2) ? [] : perChannel(sketch, from);
  const constant = type === 'Div' ? sketch.constant([random.pick([0.5, 3, -2])]) : sketch.wave(shape, size);
  const isBefore = type !== 'Div' && random.oneIn(3);
  return sketch.node(type, isBefore ? [constant, from] : [from, constant]);
};

const relu: Draw = (_, sketch, from) => sketch.node('Relu', [from]);
const clipped: Draw = (random, sketch, from) => {
  const size = sketch.sizeOf(from);
  const ends = [-size * (random.below(4) / 4), size * (1 - random.below(3) / 4)];
  return sketch.node('Clip', [from, ...ends.map((end) => sketch.constant([end]))]);
};
const untouched: Draw = (random, sketch, from) => {
  const type = random.pick(['Identity', 'Dropout', 'Cast', 'DebugMarker']);
  return sketch.node(type, [from], { attributes: type === 'Cast' ? { to: 1 } : {} });
};

/** What may stand between sums and their quantiser. */
const between: Draw = (random, sketch, from) => {
  let made = from;
  for (let left = random.below(4); left > 0; left--)
    made = random.pick([batchNorm, batchNorm, arithmetic, relu, clipped, untouched, neg])(random, sketch, made);
  return made;
};

const filters = (random: Random, sketch: Sketch, shape: readonly number[], axis: number): string => {
  const weights = sketch.wave(shape, 1);
  const isSliced = random.oneIn(2);
  const form = shape.map((extent, at) => (at === axis ? extent : 1));
  const scales = Array.from({ length: isSliced ? (shape[axis] as number) : 1 }, () => 2 ** (random.below(3) - 3));
  const scale = sketch.constant(scales, isSliced ? form : []);
  if (random.oneIn(3)) return sketch.node('BipolarQuant', [weights, scale]);
  const attributes = { signed: 1, narrow: random.below(2), rounding_mode: random.pick(MODES) };
  return sketch.node('Quant', [weights, scale, sketch.constant([0]), bits(random, sketch, '')], { attributes });
};

const scaled = (random: Random, sketch: Sketch, weights: string): string =>
  random.oneIn(4) ? sketch.node('Mul', [weights, sketch.constant([random.pick([0.5, 2, 0.75])])]) : weights;

const convolution: Draw = (random, sketch, from) => {
  const [, channels = 1, h = 1, w = 1] = sketch.shapeOf(from);
  const group = random.pick([1, 1, channels, channels % 2 === 0 ? 2 : 1]);
  const count = group * (1 + random.below(group === 1 ? 6 : 2));
  const kernel = [Math.min(h, random.pick([1, 2, 3])), Math.min(w, random.pick([1, 3]))];
  const pad = kernel[0] === 3 && kernel[1] === 3 && random.oneIn(2) ? random.pick([1, 1, 2]) : 0;
  const weights = scaled(random, sketch, filters(random, sketch, [count, channels / group, ...kernel], 0));
  const bias = random.oneIn(2) ? [sketch.wave([count], sketch.sizeOf(from))] : [];
  const strides = [1 + random.below(2), 1 + random.below(2)];
  return sketch.node('Conv', [from, weights, ...bias], {
    attributes: { group, kernel_shape: kernel, strides, pads: [pad, pad, pad, pad] },
  });
};

const flat: Draw = (random, sketch, from) => {
  if (random.oneIn(2)) return sketch.node('Flatten', [from]);
  return sketch.node('Reshape', [from, sketch.constant([1, -1], [2], 'int64')]);
};

const dense: Draw = (random, sketch, from) => {
  const source = sketch.shapeOf(from).length === 2 ? from : flat(random, sketch, from);
  const [inputs, outputs] = [channelsOf(sketch, source), 1 + random.below(8)];
  const form = random.below(3);
  if (form === 0) {
    const weights = scaled(random, sketch, filters(random, sketch, [outputs, inputs], 0));
    const bias = random.oneIn(2) ? [sketch.wave([outputs], 2)] : [];
    return sketch.node('Gemm', [source, weights, ...bias], {
      attributes: { transB: 1 },
      ...(random.oneIn(3) && { floats: { alpha: 0.5, beta: 2 } }),
    });
  }
  const weights =
    form === 1
      ? sketch.node('Transpose', [filters(random, sketch, [outputs, inputs], 0)], { attributes: { perm: [1, 0] } })
      : filters(random, sketch, [inputs, outputs], 1);
  const products = sketch.node('MatMul', [source, weights]);
  return random.oneIn(2) ? products : sketch.node('Add', [products, sketch.wave([outputs], 2)]);
};

const isImage = (sketch: Sketch, name: string): boolean => sketch.shapeOf(name).length === 4;

const pool =
  (type: string): Draw =>
  (random, sketch, from) => {
    const [, , h = 1, w = 1] = sketch.shapeOf(from);
    if (Math.min(h, w) < 2) return from;
    const size = random.pick([2, 2, Math.min(3, h, w)]);
    const pads = type === 'MaxPool' && random.oneIn(4) ? [1, 1, 1, 1] : [0, 0, 0, 0];
    return sketch.node(type, [from], {
      attributes: { kernel_shape: [size, size], strides: [1 + random.below(2), 2], pads },
    });
  };
const maxPool = pool('MaxPool');

/** Codes to codes. */
const average: Draw = (random, sketch, from) =>
  quantiser(
    random,
    sketch,
    between(
      random,
      sketch,
      random.oneIn(2) ? pool('AveragePool')(random, sketch, from) : sketch.node('GlobalAveragePool', [from]),
    ),
  );
const residual: Draw = (random, sketch, from) => {
  const other = quant(random, sketch, arithmetic(random, sketch, from));
  return quantiser(random, sketch, between(random, sketch, sketch.node(random.pick(['Add', 'Sub']), [from, other])));
};
const layer: Draw = (random, sketch, from) => {
  const sums =
    isImage(sketch, from) && !random.oneIn(4) ? convolution(random, sketch, from) : dense(random, sketch, from);
  const scaledSums = between(random, sketch, sums);
  const pooled = isImage(sketch, scaledSums) && random.oneIn(4) ? maxPool(random, sketch, scaledSums) : scaledSums;
  return quantiser(random, sketch, pooled);
};
const neg: Draw = (_, sketch, from) => sketch.node('Neg', [from]);
const sign: Draw = (_, sketch, from) => sketch.node('Sign', [from]);

/** Of 0, which most quantisers have a code for. */
const padded: Draw = (random, sketch, from) => {
  const amounts = sketch.shapeOf(from).map((_, axis) => (axis > 1 ? random.below(3) : 0));
  const pads = sketch.constant(
    [...amounts, ...amounts.map((amount) => (amount > 0 ? 1 : 0))],
    [2 * amounts.length],
    'int64',
  );
  return sketch.node('Pad', [from, pads], { attributes: { mode: 'constant' } });
};

const joined: Draw = (random, sketch, from) => {
  const other = random.oneIn(3) ? from : quant(random, sketch, arithmetic(random, sketch, from));
  const parts = [from, other, ...(random.oneIn(4) ? [from] : [])];
  return sketch.node('Concat', parts, { attributes: { axis: isImage(sketch, from) && random.oneIn(3) ? 2 : 1 } });
};
const whole: Draw = (random, sketch, from) => {
  if (random.oneIn(2)) return sketch.node('GlobalMaxPool', [from]);
  const axes = { axes: [2, 3], keepdims: random.below(2) };
  return quantiser(random, sketch, sketch.node('ReduceMean', [from], { attributes: axes }));
};

const moved: Draw = (random, sketch, from) => {
  if (!isImage(sketch, from)) return untouched(random, sketch, from);
  if (random.oneIn(2)) return sketch.node('Transpose', [from], { attributes: { perm: [0, 1, 3, 2] } });
  return maxPool(random, sketch, from);
};

/** A network of several layers with quantisers of mixed widths, in forms that exporters write. */
export const randomNetwork = (random: Random): Model => {
  const shape = random.oneIn(4)
    ? [1, 1 + random.below(20)]
    : [1, 1 + random.below(4), 3 + random.below(5), 3 + random.below(5)];
  const count = shape.reduce((product, extent) => product * extent, 1);
  const sketch = new Sketch(random, shape, randomValues(random, count));
  const source = chance(random, 0.3) ? between(random, sketch, 'x') : 'x';
  let made = random.pick([quant, quant, bipolar])(random, sketch, source);
  for (let left = 1 + random.below(4); left > 0; left--) {
    const choices = isImage(sketch, made)
      ? [layer, layer, layer, layer, average, residual, moved, padded, joined, whole]
      : [layer, layer, layer, residual, moved, joined];
    made = random.pick(choices)(random, sketch, made);
  }
  return sketch.finish(ending(random, sketch, made));
};

/** Codes, sums or a function of them. */
const ending: Draw = (random, sketch, from) => {
  if (random.oneIn(2)) return from;
  const made = between(random, sketch, random.oneIn(2) ? dense(random, sketch, from) : from);
  return random.oneIn(2) ? made : sketch.node(random.pick(['Softmax', 'Sigmoid', 'Tanh', 'LeakyRelu']), [made]);
};

/** Multiples of 1/32 in ±4, which are the same in every precision. */
export const randomValues = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => (random.below(257) - 128) / 32);
