import { broadcast } from '../../../host/model/shapes.ts';
import { get, type Reals, type Run, tabulate } from './tensor.ts';

export const each =
  (f: (value: number) => number): Run =>
  ([x]) => ({ ...(x as Reals), values: (x as Reals).values.map(f) });

export const pairwise =
  (f: (a: number, b: number) => number): Run =>
  ([a, b]) => {
    const [left, right] = [a as Reals, b as Reals];
    const shape = broadcast(left.shape, right.shape) as number[];
    const from = (tensor: Reals, index: readonly number[]) =>
      get(
        tensor,
        tensor.shape.map((extent, axis) =>
          extent === 1 ? 0 : (index[axis + shape.length - tensor.shape.length] as number),
        ),
      );
    return tabulate(shape, (index) => f(from(left, index), from(right, index)));
  };
