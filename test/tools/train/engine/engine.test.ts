import assert from 'node:assert/strict';
import { type Engine, type Matrix, matrix, startEngine, transposed } from '../../../../tools/train/engine/engine.ts';
import { seededRandom } from '../../../../tools/train/random.ts';

const SEED = 11;

/** The product in the kernel's order of summands, each step rounded to float32. */
const expected = (a: Matrix, b: Matrix, m: number, n: number, depth: number): number => {
  let sum = 0;
  for (let k = 0; k < depth; k++) {
    const x = a.values[m * a.rowStride + k * a.columnStride] as number;
    const y = b.values[k * b.rowStride + n * b.columnStride] as number;
    sum = Math.fround(sum + Math.fround(x * y));
  }
  return sum;
};

describe(`engine of training (seed ${SEED})`, () => {
  let engine: Engine;
  const random = seededRandom(SEED);
  const numbers = (length: number) => {
    const values = engine.floats(length);
    for (let at = 0; at < length; at++) values[at] = random.normal();
    return values;
  };
  before(async () => {
    engine = await startEngine(5);
  });

  // Whole tiles and panels, what is left over of both, and less than one of either.
  for (const [rows, columns, depth] of [
    [8, 16, 5],
    [7, 19, 9],
    [3, 3, 1],
    [1, 10, 33],
    [6, 4, 2],
  ] as const)
    for (const [title, a, b] of [
      ['as they lie', false, false],
      ['first turned', true, false],
      ['second turned', false, true],
    ] as const)
      it(`product ${rows}×${depth}×${columns}, ${title}: bit for bit`, () => {
        const left = a ? transposed(matrix(numbers(rows * depth), rows)) : matrix(numbers(rows * depth), depth);
        const right = b
          ? transposed(matrix(numbers(columns * depth), depth))
          : matrix(numbers(columns * depth), columns);
        const wanted = Float32Array.from({ length: rows * columns }, (_, at) =>
          expected(left, right, Math.floor(at / columns), at % columns, depth),
        );
        const c = engine.floats(rows * columns);
        engine.product(c, left, right, { rows, columns, depth });
        assert.deepEqual(c, wanted);
        engine.product(c, left, right, { rows, columns, depth, adds: true });
        assert.deepEqual(
          c,
          wanted.map((value) => value + value),
        );
      });

  it('windows are gathered, and added back to where they came from', () => {
    const places = { width: 4, channels: 3, outHeight: 2, outWidth: 2, kernel: 2, stride: 2 };
    const image = engine.floats(48);
    image.forEach((_, at) => {
      image[at] = at;
    });
    const windows = engine.floats(48);
    engine.gather(windows, image, places);
    assert.deepEqual([...windows.subarray(0, 15)], [0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 6, 7, 8]);
    engine.scatter(windows, image, places);
    assert.deepEqual(
      [...image],
      Array.from({ length: 48 }, (_, at) => 2 * at),
    );
  });

  it('overlapping windows add up', () => {
    const places = { width: 3, channels: 1, outHeight: 2, outWidth: 2, kernel: 2, stride: 1 };
    const windows = engine.floats(16).fill(1);
    const image = engine.floats(9);
    engine.scatter(windows, image, places);
    assert.deepEqual([...image], [1, 2, 1, 2, 4, 2, 1, 2, 1]);
  });

  it('says when its memory is not enough', () => {
    assert.throws(() => engine.floats(2 ** 22), /5 MB of memory are not enough/);
    const one = matrix(engine.floats(8), 8);
    const tooLarge = { rows: 1, columns: 2 ** 12, depth: 2 ** 12 };
    assert.throws(() => engine.product(one.values, one, one, tooLarge), /too large/);
  });
});
