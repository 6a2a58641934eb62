/**
 * Whose arithmetic brings sums to the scale of an output: TensorFlow Lite Micro's, which rounds twice, in whole numbers, or XNNPACK's,
 * which rounds to float32, then to even. Elsewhere the two are the same, see docs/rounding.md.
 */
export const roundings = ['tflm', 'xnnpack'] as const;
export type Rounding = (typeof roundings)[number];
