import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';
import { multiThresholdOf } from '../qonnx/multi-threshold.ts';
import { quantize } from '../qonnx/quantize.ts';

export default {
  types: qonnxTypes('MultiThreshold'),
  translate: (context) => [quantize(context, multiThresholdOf)],
} satisfies OnnxOperator;
