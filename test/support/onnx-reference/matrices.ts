import { broadcast } from '../../../host/model/shapes.ts';
import { get, int, type Reals, type Run, sum, tabulate } from './tensor.ts';

export const matMul: Run = ([a, b]) => {
  const [left, right] = [a as Reals, b as Reals];
  const batch = broadcast(left.shape.slice(0, -2), right.shape.slice(0, -2)) as number[];
  const inner = left.shape.at(-1) as number;
  const inBatch = (tensor: Reals, index: readonly number[]) => {
    const own = tensor.shape.slice(0, -2);
    return own.map((extent, axis) => (extent === 1 ? 0 : (index[axis + batch.length - own.length] as number)));
  };
  return tabulate([...batch, left.shape.at(-2) as number, right.shape.at(-1) as number], (index) => {
    const [row, column] = index.slice(-2) as [number, number];
    return sum(
      Array.from(
        { length: inner },
        (_, k) => get(left, [...inBatch(left, index), row, k]) * get(right, [...inBatch(right, index), k, column]),
      ),
    );
  });
};

export const gemm: Run = ([a, b, c], { attributes }) => {
  const [left, right] = [a as Reals, b as Reals];
  const isTransposed = int(attributes, 'transB', 0) !== 0;
  const [inner = 0, columns = 0] = isTransposed ? right.shape.toReversed() : right.shape;
  return tabulate([left.shape[0] as number, columns], ([row = 0, column = 0]) => {
    const products = Array.from(
      { length: inner },
      (_, k) => get(left, [row, k]) * get(right, isTransposed ? [column, k] : [k, column]),
    );
    return sum(products) + (c?.values[column] ?? 0);
  });
};
