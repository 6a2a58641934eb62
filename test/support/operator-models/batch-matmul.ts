import { tensorBytes } from '../../../host/model/shapes.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const extent = (random: Random, most: number) => 1 + random.below(most);

/** Outer axes of both matrices: the same, some of them repeated, or fewer. */
const outerAxes = (random: Random): readonly [readonly number[], readonly number[]] => {
  const batch = Array.from({ length: random.below(4) }, () => extent(random, 3));
  const other = (): number[] =>
    batch.map((one) => (random.oneIn(3) ? 1 : one)).slice(random.oneIn(3) ? random.below(batch.length + 1) : 0);
  return random.pick([
    [batch, batch],
    [batch, other()],
    [other(), batch],
  ]);
};

const longer = (a: readonly number[], b: readonly number[]): number[] => {
  const rank = Math.max(a.length, b.length);
  const at = (axes: readonly number[], axis: number) => axes[axis - rank + axes.length] ?? 1;
  return Array.from({ length: rank }, (_, axis) => Math.max(at(a, axis), at(b, axis)));
};

/** Two activations, or an activation and a constant, whose zero point is 0 now and then. */
const product = (random: Random, dtype: 'int8' | 'int16') => {
  const [rows, depth, columns] = [extent(random, 7), extent(random, random.oneIn(4) ? 40 : 9), extent(random, 9)];
  const [outerX, outerW] = outerAxes(random);
  const options = { adjX: random.oneIn(2), adjY: random.oneIn(2) };
  const x = [...outerX, ...(options.adjX ? [depth, rows] : [rows, depth])];
  const w = [...outerW, ...(options.adjY ? [columns, depth] : [depth, columns])];
  const isWide = dtype === 'int16';
  const [scaleX, scaleW] = [between(random, 1e-4, 0.1), between(random, 1e-4, 0.1)];
  const spread = isWide ? 18_900 : 74;
  const fill = random.oneIn(4) ? between(random, 0.01, 50) : between(random, 0.3, 3);
  const ratio = random.oneIn(6) ? between(random, 0.2, 100) : Math.min(100, fill / (spread * Math.sqrt(depth)));
  const constant = random.pick(['none', 'none', 'x', 'w', 'w']);
  const operand = (name: 'x' | 'w', shape: readonly number[], scale: number) => ({
    ...quantized(random, shape, scale, isWide || (name === constant && random.oneIn(2)) ? 0 : undefined, dtype),
    ...(name === constant && { data: Uint8Array.from({ length: tensorBytes({ dtype, shape }) }, () => random.next()) }),
  });
  const y = [...longer(outerX, outerW), rows, columns];
  return network(
    [
      operand('x', x, scaleX),
      operand('w', w, scaleW),
      quantized(random, y, (scaleX * scaleW) / ratio, isWide ? 0 : undefined, dtype),
    ],
    [{ kind: 'BATCH_MATMUL', inputs: [0, 1], outputs: [2], options }],
    [0, 1].filter((id) => ['x', 'w'][id] !== constant),
  );
};

export default (['int8', 'int16'] as const).map((dtype) => ({
  kind: 'BATCH_MATMUL',
  dtype,
  make: (random) => product(random, dtype),
})) satisfies readonly OperatorModels[];
