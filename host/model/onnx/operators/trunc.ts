import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';
import { quantize } from '../qonnx/quantize.ts';
import { truncOf } from '../qonnx/trunc.ts';

export default {
  types: qonnxTypes('Trunc'),
  translate: (context) => [quantize(context, truncOf)],
} satisfies OnnxOperator;
