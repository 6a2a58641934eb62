import { get, int, ints, largest, type Reals, type Run, sum, tabulate } from './tensor.ts';

export const softmax: Run = ([x], { attributes }) => {
  const input = x as Reals;
  const axis = (int(attributes, 'axis', -1) + input.shape.length) % input.shape.length;
  const along = (index: readonly number[]) =>
    Array.from({ length: input.shape[axis] as number }, (_, k) =>
      get(
        input,
        index.map((at, other) => (other === axis ? k : at)),
      ),
    );
  return tabulate(input.shape, (index) => {
    const row = along(index);
    const top = largest(row);
    return Math.exp(get(input, index) - top) / sum(row.map((value) => Math.exp(value - top)));
  });
};

export const reduce =
  (of: (list: readonly number[]) => number): Run =>
  ([x, given], { attributes }) => {
    const input = x as Reals;
    const rank = input.shape.length;
    const axes = (given?.values ?? ints(attributes, 'axes', [...Array(rank).keys()])).map(
      (axis) => (axis + rank) % rank,
    );
    const kept = tabulate(
      input.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)),
      (index) => {
        const seen: number[] = [];
        tabulate(
          axes.map((axis) => input.shape[axis] as number),
          (at) => {
            seen.push(
              get(
                input,
                index.map((own, axis) => (axes.includes(axis) ? (at[axes.indexOf(axis)] as number) : own)),
              ),
            );
            return 0;
          },
        );
        return of(seen);
      },
    );
    if (int(attributes, 'keepdims', 1) !== 0) return kept;
    return { shape: input.shape.filter((_, axis) => !axes.includes(axis)), values: kept.values };
  };
