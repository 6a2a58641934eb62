/** Options of the operators that networks in QONNX become: exact on whole numbers, real numbers at their ends. */
export interface QonnxOptions {
  /** Two addends of whole numbers: first · x + second · w + offset, as int32. */
  QonnxAdd: { readonly first: number; readonly second: number; readonly offset: number };
  /** x, thresholds int32[R, T], levels [R, T + 1]: the level behind all thresholds that x reaches; R is 1 or the extent of `axis`. */
  QonnxLevels: { readonly axis: number };
  /** x, lines float64[R, 4]: factor · x + offset, not below and not above two bounds, as float32. */
  QonnxReal: { readonly axis: number };
  /**
   * Image NHWC, filter OHWI: sums of (x - zero) · weight as int32; taps outside the image count 0. With thresholds int32[R, T] and
   * levels int8[R, T + 1] behind them, the level behind all thresholds that a sum reaches; R is 1 or the filters.
   */
  QonnxSums: {
    readonly padTop: number;
    readonly padLeft: number;
    readonly strideH: number;
    readonly strideW: number;
    readonly dilationH: number;
    readonly dilationW: number;
    readonly zero: number;
    /** Widths of the quantisers, for reports. 0: weights are 1, and not the network's, as in an average. */
    readonly weightBits: number;
    readonly valueBits: number;
    /** Least and greatest value that the image has. No importer says so; the pass `fuse-levels` does. */
    readonly range?: readonly [least: number, most: number];
  };
}
