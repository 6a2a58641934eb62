import { elements } from '../../../host/model/shapes.ts';
import type { Node } from '../onnx-model.ts';

/** A tensor of numbers, row-major. */
export interface Reals {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export type Attributes = NonNullable<Node['attributes']>;
export type Run = (inputs: readonly Reals[], node: Node) => Reals | readonly Reals[];

const stridesOf = (shape: readonly number[]): number[] => shape.map((_, axis) => elements(shape.slice(axis + 1)));

/** A tensor whose element at each index is what `at` says. */
export const tabulate = (shape: readonly number[], at: (index: readonly number[]) => number): Reals => {
  const strides = stridesOf(shape);
  const values = Array.from({ length: elements(shape) }, (_, flat) =>
    at(shape.map((extent, axis) => Math.floor(flat / (strides[axis] as number)) % extent)),
  );
  return { shape, values };
};

export const get = ({ shape, values }: Reals, index: readonly number[]): number => {
  const strides = stridesOf(shape);
  return values[index.reduce((sum, at, axis) => sum + at * (strides[axis] as number), 0)] as number;
};

export const ints = (attributes: Attributes | undefined, name: string, absent: readonly number[]): readonly number[] =>
  (attributes?.[name] as readonly number[] | undefined) ?? absent;
export const int = (attributes: Attributes | undefined, name: string, absent: number): number =>
  (attributes?.[name] as number | undefined) ?? absent;

export const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
export const largest = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b));
