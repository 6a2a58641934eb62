const STEP = 1 / 24;

/** In steps of 2^-16. */
const sigmoid = (at: number): number => 65536 / (1 + Math.exp(-at * STEP));

/**
 * The sigmoid at i / 24 for i of 0 .. 255, raised by half of what a chord to the next lies below it in the middle; the last one,
 * from which on 1 is given, rounded up (tensorflow/lite/kernels/internal/common.h has it as numbers, sigmoid_table_uint16).
 */
export const sigmoidTable: readonly number[] = Array.from({ length: 256 }, (_, at) => {
  const sag = sigmoid(at + 0.5) - (sigmoid(at) + sigmoid(at + 1)) / 2;
  return at === 255 ? 65535 : Math.round(sigmoid(at) + sag / 2);
});
