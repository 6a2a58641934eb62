import { inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';

/** Dropout does nothing when a network is not being trained. */
export default {
  types: ['Identity', 'Dropout', ...qonnxTypes('DebugMarker')],
  translate: (context) => {
    context.attributes.ignore('seed', 'ratio', 'export_debug_name');
    return [inputAt(context, 0)];
  },
} satisfies OnnxOperator;
