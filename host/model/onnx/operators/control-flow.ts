import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['If', 'Loop', 'Scan'],
  translate: () => {
    throw new Refusal('control flow');
  },
} satisfies OnnxOperator;
