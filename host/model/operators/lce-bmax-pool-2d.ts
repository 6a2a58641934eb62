import { refuseMixed } from '../type-rules.ts';
import { complaintAboutWindow, windowVisits } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

/** The greatest sign of each window (larq_compute_engine/tflite/kernels/bmaxpool.cc). */
export default {
  kinds: ['LceBMaxPool2d'],
  inputs: [1, 1],
  visits: ({ options }, operands) => windowVisits(options, operands),
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int32'),
  complaint: ({ options }, { x, y }) =>
    complaintAboutWindow(options, x, y, [options.filterH, options.filterW], x.shape[3] ?? 0),
} satisfies OperatorRules<'LceBMaxPool2d'>;
