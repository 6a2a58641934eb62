import { refuseActivation } from '../activation-rules.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import { complaintAboutWindow } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['AVERAGE_POOL_2D'],
  inputs: [1, 1],
  refusal: ({ options }, { x, y }) => refuseMixed([x, y], 'int8') ?? refuseActivation(options),
  complaint: ({ options }, { x, y }) =>
    singleScales([x, y]) ??
    differentScales(x, y) ??
    complaintAboutWindow(options, x, y, [options.filterH, options.filterW], x.shape[3] ?? 0) ??
    // The kernel's sum of bytes stays below 2^31.
    (Math.min(options.filterH, x.shape[1] ?? 0) * Math.min(options.filterW, x.shape[2] ?? 0) > 2 ** 23
      ? `a window of ${options.filterH}×${options.filterW}`
      : undefined),
} satisfies OperatorRules<'AVERAGE_POOL_2D'>;
