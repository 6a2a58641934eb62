import type { Quantization } from '../../host/model/graph.ts';
import type { ConvLayer } from './layers/conv.ts';
import type { DenseLayer } from './layers/dense.ts';
import type { DepthwiseLayer } from './layers/depthwise.ts';
import { quantizeBias, quantizeWeight, weightScale } from './quantize.ts';

export type ParametricLayer = ConvLayer | DepthwiseLayer | DenseLayer;

export interface QuantizedParameters {
  readonly filter: Int8Array;
  readonly filterQuantization: Quantization;
  readonly bias: Int32Array;
  readonly biasQuantization: Quantization;
}

/**
 * Which scale an element of the filter has: OHWI, 1HWC; a dense layer has one for all. So TFLite's quantisation specification
 * (tensorflow/lite/g3doc/performance/quantization_spec.md) had it first; per-axis FULLY_CONNECTED is for later runtimes only.
 */
const channelOf: Record<ParametricLayer['kind'], (index: number, taps: number, outputs: number) => number> = {
  conv: (index, taps) => Math.floor(index / taps),
  depthwise: (index, _taps, outputs) => index % outputs,
  dense: () => 0,
};

/** int8 weights, and int32 biases in units of the input's scale times the weight's: what the accumulator counts in. */
export const quantizeParameters = ({ kind, parameters }: ParametricLayer, inputScale: number): QuantizedParameters => {
  const [filter, bias] = parameters.map(({ values }) => values) as [Float64Array, Float64Array];
  const channel = (index: number) => channelOf[kind](index, filter.length / bias.length, bias.length);
  const scales = Array.from({ length: kind === 'dense' ? 1 : bias.length }, (_, wanted) =>
    weightScale(filter.filter((_, index) => channel(index) === wanted)),
  );
  const biasScales = scales.map((scale) => Math.fround(inputScale * scale));
  const zeroPoints = scales.map(() => 0);
  return {
    filter: Int8Array.from(filter, (weight, index) => quantizeWeight(weight, scales[channel(index)] as number)),
    filterQuantization: { scales, zeroPoints, axis: kind === 'depthwise' ? 3 : 0 },
    bias: Int32Array.from(bias, (value, output) =>
      quantizeBias(value, biasScales[output] ?? (biasScales[0] as number)),
    ),
    biasQuantization: { scales: biasScales, zeroPoints, axis: 0 },
  };
};
