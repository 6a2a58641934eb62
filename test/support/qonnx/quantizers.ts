import { elements } from '../../../host/model/shapes.ts';
import type { Node } from '../onnx-model.ts';
import { int, type Reals, type Run } from '../onnx-reference/tensor.ts';

/** QONNX's quantisers as functions on real numbers, in double precision, after the documents of qonnx (docs/qonnx-custom-ops). */

const evenly = (value: number): number => {
  const [low, high] = [Math.floor(value), Math.ceil(value)];
  if (value - low !== high - value) return value - low < high - value ? low : high;
  return low % 2 === 0 ? low : high;
};
const away = (value: number): number => Math.sign(value) * Math.ceil(Math.abs(value));
const toward = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value));
const halfBy =
  (tie: (value: number) => number) =>
  (value: number): number =>
    Math.abs(value % 1) === 0.5 ? tie(value) : evenly(value);

const modes: Readonly<Record<string, (value: number) => number>> = {
  ROUND: evenly,
  HALF_EVEN: evenly,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  UP: away,
  DOWN: toward,
  HALF_UP: halfBy(away),
  HALF_DOWN: halfBy(toward),
};

const rounding = ({ attributes }: Node, absent: string) =>
  modes[String(attributes?.['rounding_mode'] ?? absent).toUpperCase()] as (value: number) => number;

/** An operand of one element, or broadcast along the last axes, at a flat index. */
const operand = (given: Reals | undefined, { shape }: Reals, index: number): number => {
  const { shape: own, values } = given as Reals;
  const lead = shape.length - own.length;
  let [flat, size, rest] = [0, 1, index];
  for (let axis = shape.length - 1; axis >= lead; axis--) {
    const extent = own[axis - lead] as number;
    if (extent > 1) flat += (rest % (shape[axis] as number)) * size;
    size *= extent;
    rest = Math.floor(rest / (shape[axis] as number));
  }
  return values[flat] as number;
};

const clip = (value: number, [low, high]: readonly [number, number]): number => Math.min(Math.max(value, low), high);

const bounds = ({ attributes }: Node, bits: number): readonly [number, number] => {
  const narrow = int(attributes, 'narrow', 0);
  return int(attributes, 'signed', 1) ? [narrow - 2 ** (bits - 1), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1 - narrow];
};

const mapped = (x: Reals, f: (value: number, index: number) => number): Reals => ({ ...x, values: x.values.map(f) });

export const quant: Run = ([x, scale, zero, bits], node) => {
  const [input, round] = [x as Reals, rounding(node, 'ROUND')];
  const range = bounds(node, bits?.values[0] as number);
  return mapped(input, (value, index) => {
    const [s, z] = [operand(scale, input, index), operand(zero, input, index)];
    return (round(clip(value / s + z, range)) - z) * s;
  });
};

export const bipolarQuant: Run = ([x, scale]) =>
  mapped(x as Reals, (value, index) => (value >= 0 ? 1 : -1) * operand(scale, x as Reals, index));

export const trunc: Run = (inputs, node) => {
  const [x, scale, zero, inBits, fifth, sixth] = inputs;
  const [input, round] = [x as Reals, rounding(node, 'FLOOR')];
  return mapped(input, (value, index) => {
    const [s, z] = [operand(scale, input, index), operand(zero, input, index)];
    const code = evenly(value / s + z);
    if (!sixth) return (round(code / 2 ** ((inBits?.values[0] as number) - (fifth?.values[0] as number))) - z) * s;
    const to = fifth?.values[0] as number;
    const factor = 2 ** evenly(Math.log2(to / s));
    return (round(clip(code / factor, bounds(node, sixth.values[0] as number))) - z / factor) * to;
  });
};

export const multiThreshold: Run = ([x, thresholds], { attributes, floats }) => {
  const { shape, values } = x as Reals;
  const [rows = 1, count = 1] = thresholds?.shape ?? [];
  const axis = String(attributes?.['data_layout'] ?? 'NCHW').endsWith('C') ? shape.length - 1 : 1;
  const inner = elements(shape.slice(axis + 1));
  return mapped(x as Reals, (_, index) => {
    const row = rows === 1 ? 0 : Math.floor(index / inner) % rows;
    const list = thresholds?.values.slice(row * count, (row + 1) * count) ?? [];
    const reached = list.filter((one) => one <= (values[index] as number)).length;
    return (floats?.['out_scale'] ?? 1) * reached + (floats?.['out_bias'] ?? 0);
  });
};
