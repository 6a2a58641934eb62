/**
 * c[m][n] += sum over k of a[m][k] * b[n][k]; row-major. Forward and both gradients of a convolution are this one product.
 * Two rows by four columns at a time: eight sums stay in registers, six loads feed eight multiplications.
 */
export const addProduct = (
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  depth: number,
): void => {
  const evenRows = rows - (rows % 2);
  const blockColumns = columns - (columns % 4);
  for (let m = 0; m < evenRows; m += 2) {
    for (let n = 0; n < blockColumns; n += 4) addBlock(c, a, b, m, n, columns, depth);
  }
  addCells(c, a, b, evenRows, rows, 0, blockColumns, columns, depth);
  addCells(c, a, b, 0, rows, blockColumns, columns, columns, depth);
};

const addBlock = (
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  n: number,
  columns: number,
  depth: number,
): void => {
  const a0 = m * depth;
  const a1 = a0 + depth;
  const b0 = n * depth;
  const b1 = b0 + depth;
  const b2 = b1 + depth;
  const b3 = b2 + depth;
  let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < depth; k++) {
    const x0 = a[a0 + k] as number;
    const x1 = a[a1 + k] as number;
    const y0 = b[b0 + k] as number;
    const y1 = b[b1 + k] as number;
    const y2 = b[b2 + k] as number;
    const y3 = b[b3 + k] as number;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  const c0 = m * columns + n;
  const c1 = c0 + columns;
  c[c0] = (c[c0] as number) + s00;
  c[c0 + 1] = (c[c0 + 1] as number) + s01;
  c[c0 + 2] = (c[c0 + 2] as number) + s02;
  c[c0 + 3] = (c[c0 + 3] as number) + s03;
  c[c1] = (c[c1] as number) + s10;
  c[c1 + 1] = (c[c1 + 1] as number) + s11;
  c[c1 + 2] = (c[c1 + 2] as number) + s12;
  c[c1 + 3] = (c[c1 + 3] as number) + s13;
};

const addCells = (
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  firstRow: number,
  rows: number,
  firstColumn: number,
  lastColumn: number,
  columns: number,
  depth: number,
): void => {
  for (let m = firstRow; m < rows; m++) {
    for (let n = firstColumn; n < lastColumn; n++) {
      let sum = 0;
      for (let k = 0; k < depth; k++) sum += (a[m * depth + k] as number) * (b[n * depth + k] as number);
      c[m * columns + n] = (c[m * columns + n] as number) + sum;
    }
  }
};

/** to[column][row] = from[row][column]. */
export const transpose = (to: Float64Array, from: Float64Array, rows: number, columns: number): void => {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to[column * rows + row] = from[row * columns + column] as number;
    }
  }
};
