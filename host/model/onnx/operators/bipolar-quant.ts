import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';
import { bipolarOf } from '../qonnx/quant.ts';
import { quantize } from '../qonnx/quantize.ts';

export default {
  types: qonnxTypes('BipolarQuant'),
  translate: (context) => [quantize(context, bipolarOf)],
} satisfies OnnxOperator;
