import type { DType } from '../../../host/model/graph.ts';
import { alone, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

/** To twice the size, too, and to the same, by each of the four ways to place outputs between inputs. */
const resize = (random: Random, dtype: DType) => {
  const [n = 1, h = 1, w = 1, c = 1] = anyShape(random, 4, 6);
  const to = (extent: number) => random.pick([2 * extent, extent, 1 + random.below(12)]);
  const size = [to(h), to(w)];
  const batches = Math.min(n, 2);
  const x = ofType(random, [batches, h, w, c], dtype);
  const options = { alignCorners: random.oneIn(2), halfPixelCenters: random.oneIn(2) };
  const y = { ...x, shape: [batches, ...size, c] };
  return alone({ kind: 'RESIZE_NEAREST_NEIGHBOR', options }, [x, int32s(size)], [y]);
};

export default forTypes('RESIZE_NEAREST_NEIGHBOR', ['int8', 'int16', 'float32'], resize) satisfies OperatorModels[];
