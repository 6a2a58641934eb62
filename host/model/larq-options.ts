import type { Activation, Padding } from './graph.ts';
import type { NoOptions } from './options.ts';

/** Options of Larq Compute Engine's operators (larq_compute_engine/tflite/kernels). */
export interface LarqOptions {
  /** float32, int8 or bool NHWC to words of 32 signs. */
  LceQuantize: NoOptions;
  LceDequantize: NoOptions;
  /** input of words NHWC, filter of words OHWI, multiplier f32[O], bias f32[O], thresholds i32[O]; the last three where the output asks for them. */
  LceBconv2d: {
    /** The input's channels, which its words do not tell. */
    readonly channelsIn: number;
    readonly padding: Padding;
    /** What padding counts as: 0 for nothing, 1 for +1. */
    readonly padValues: number;
    readonly strideH: number;
    readonly strideW: number;
    readonly dilationH: number;
    readonly dilationW: number;
    readonly activation: Activation;
  };
  LceBMaxPool2d: {
    readonly padding: Padding;
    readonly strideH: number;
    readonly strideW: number;
    readonly filterH: number;
    readonly filterW: number;
  };
}
