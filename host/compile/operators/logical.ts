import { lowerElements } from '../broadcast.ts';
import type { OperatorSpec } from './spec.ts';

const kernels = { LOGICAL_AND: 'logical_and', LOGICAL_OR: 'logical_or', LOGICAL_NOT: 'logical_not' } as const;

export default {
  kinds: ['LOGICAL_AND', 'LOGICAL_OR', 'LOGICAL_NOT'],
  lower: ({ kind }, { x, y, w }) => lowerElements({ kernel: kernels[kind] }, w ? [x, w] : [x], y),
} satisfies OperatorSpec<'LOGICAL_AND' | 'LOGICAL_OR' | 'LOGICAL_NOT'>;
