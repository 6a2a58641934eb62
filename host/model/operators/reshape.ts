import { complaintAboutScales, refuseOddTypes } from '../copy-rules.ts';
import { elements } from '../shapes.ts';
import { refuseComputed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** A constant shape may say -1; what counts is the output's own, as in TensorFlow Lite Micro. */
export default {
  kinds: ['RESHAPE'],
  inputs: [1, 2],
  refusal: (_, { x, y, w }) => refuseOddTypes(x, y) ?? refuseComputed(w, 'shape'),
  complaint: (_, { x, y }) =>
    elements(x.shape) === elements(y.shape) ? complaintAboutScales(x, y) : `[${x.shape}] to [${y.shape}]`,
} satisfies OperatorRules<'RESHAPE'>;
