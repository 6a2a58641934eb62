import { inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { float64s, realsOf } from '../qonnx/constants.ts';
import { countedAt } from '../qonnx/inputs.ts';
import { everywhere, stepped, straight } from '../qonnx/meanings.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['Neg'],
  translate: () => {
    throw new Refusal('in an int8 network: fold the sign into the layer before it');
  },
  counted: (context) => {
    const constant = realsOf(inputAt(context, 0));
    if (constant)
      return [
        float64s(
          constant.shape,
          Array.from(constant.values, (value) => -value),
        ),
      ];
    return [stepped(countedAt(context, 0), everywhere, () => straight((value) => -value, -1, 0))];
  },
} satisfies OnnxOperator;
