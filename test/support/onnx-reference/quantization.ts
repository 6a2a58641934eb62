import { elements } from '../../../host/model/shapes.ts';
import type { Model, Node } from '../onnx-model.ts';
import { int, type Reals, type Run } from './tensor.ts';

/** Scales and zero points along an axis, or one. */
const affine = (index: number, shape: readonly number[], axis: number, list: Reals | undefined): number => {
  if (!list) return 0;
  const inner = elements(shape.slice(axis + 1));
  return list.values[list.values.length === 1 ? 0 : Math.floor(index / inner) % list.values.length] as number;
};

export const dequantize: Run = ([x, scale, zero], { attributes }) => {
  const { shape, values } = x as Reals;
  const axis = int(attributes, 'axis', 1);
  return {
    shape,
    values: values.map((code, index) => (code - affine(index, shape, axis, zero)) * affine(index, shape, axis, scale)),
  };
};

const codeRanges: Readonly<Record<string, readonly [number, number]>> = { int8: [-128, 127], uint8: [0, 255] };

export const quantize = (
  [x, scale, zero]: readonly Reals[],
  model: Model,
  node: Node,
  last: string | undefined,
): Reals => {
  const { shape, values } = x as Reals;
  const [low, high] = codeRanges[model.constants?.[node.inputs[2] as string]?.dtype ?? 'uint8'] as readonly [
    number,
    number,
  ];
  const round = (value: number) =>
    node.outputs[0] === last
      ? value
      : 2 * Math.round(value / 2 - 0.25) === value - 0.5
        ? value - 0.5
        : Math.round(value);
  const code = (value: number) => round(value / (scale?.values[0] as number)) + (zero?.values[0] ?? 0);
  return { shape, values: values.map((value) => Math.max(low, Math.min(high, code(value)))) };
};
