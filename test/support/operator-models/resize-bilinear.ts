import { int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** To twice the size, too, and to the same, by each of the three ways to place outputs between inputs. */
const resize = (random: Random) => {
  const [n, h, w, c] = anyShape(random, 4, 6) as [number, number, number, number];
  const batches = Math.min(n, 2);
  const to = (extent: number) => random.pick([2 * extent, extent, 1 + random.below(12)]);
  const size = [to(h), to(w)];
  const x = quantized(random, [batches, h, w, c]);
  const [alignCorners, halfPixelCenters] = random.pick([
    [false, false],
    [true, false],
    [false, true],
  ] as const);
  const options = { alignCorners, halfPixelCenters };
  return network(
    [x, int32s(size), { ...x, shape: [batches, ...size, c] }],
    [{ kind: 'RESIZE_BILINEAR', inputs: [0, 1], outputs: [2], options }],
  );
};

export default [{ kind: 'RESIZE_BILINEAR', dtype: 'int8', make: resize }] satisfies readonly OperatorModels[];
