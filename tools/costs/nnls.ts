const TURNS = 20_000;

/**
 * Non-negative least squares by coordinate descent: the x >= 0 for which |A·x - b|² is least.
 * @param rows  of A
 */
export const nonNegativeLeastSquares = (rows: readonly (readonly number[])[], b: readonly number[]): number[] => {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
  const squares = columns.map((column) => column.reduce((sum, value) => sum + value * value, 0));
  const x = columns.map(() => 0);
  const rest = [...b];
  for (let turn = 0; turn < TURNS; turn++)
    columns.forEach((column, at) => {
      if (squares[at] === 0) return;
      const slope = column.reduce((sum, value, row) => sum + value * (rest[row] ?? 0), 0);
      const change = Math.max(-(x[at] ?? 0), slope / (squares[at] ?? 1));
      if (change === 0) return;
      x[at] = (x[at] ?? 0) + change;
      column.forEach((value, row) => {
        rest[row] = (rest[row] ?? 0) - value * change;
      });
    });
  return x;
};
