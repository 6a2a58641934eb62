/** An axis of a tensor of that rank counted from the front, where TFLite also counts from the back (-1 is the last); undefined where there is none. */
export const axisOf = (axis: number | undefined, rank: number): number | undefined => {
  if (axis === undefined || !Number.isInteger(axis)) return undefined;
  const front = axis < 0 ? axis + rank : axis;
  return front >= 0 && front < rank ? front : undefined;
};

/**
 * The axes that a constant list names, each once and counted from the front; undefined where it names one that is not there. A
 * scalar has no axes, whatever the list says (tensorflow/lite/kernels/internal/reference/reduce.h, ResolveAxis).
 */
export const axesOf = (list: readonly number[], rank: number): readonly number[] | undefined => {
  if (rank === 0) return [];
  const axes = list.map((axis) => axisOf(axis, rank));
  return axes.includes(undefined) ? undefined : [...new Set(axes as number[])];
};
