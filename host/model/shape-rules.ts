import type { Tensor } from './graph.ts';
import { same } from './shapes.ts';

/** For operators that take element after element. */
export const differentShapes = (x: Tensor, y: Tensor): string | undefined =>
  same(x.shape, y.shape) ? undefined : `[${x.shape}] to [${y.shape}]`;
