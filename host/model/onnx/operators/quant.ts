import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';
import { quantOf } from '../qonnx/quant.ts';
import { quantize } from '../qonnx/quantize.ts';

export default {
  types: qonnxTypes('Quant', 'IntQuant'),
  translate: (context) => [quantize(context, quantOf)],
} satisfies OnnxOperator;
