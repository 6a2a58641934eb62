import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';

/** Scales that are found while the network runs, or integer sums that real numbers follow. */
export default {
  types: [
    'DynamicQuantizeLinear',
    'ConvInteger',
    'MatMulInteger',
    'com.microsoft.DynamicQuantizeMatMul',
    'com.microsoft.MatMulIntegerToFloat',
  ],
  translate: () => {
    throw new Refusal('dynamic quantisation, whose scales are known at run time only; quantise statically');
  },
} satisfies OnnxOperator;
