import { constantOf } from '../constant.ts';
import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['Constant'],
  translate: ({ attributes }) => {
    const tensor = attributes.tensor('value');
    if (tensor) return [tensor];
    const ints = attributes.ints('value_ints');
    if (ints) return [constantOf('int64', [ints.length], ints)];
    const int = attributes.int('value_int');
    if (int !== undefined) return [constantOf('int64', [], [int])];
    const floats = attributes.floats('value_floats');
    if (floats) return [constantOf('float32', [floats.length], floats)];
    const float = attributes.float('value_float', Number.NaN);
    if (Number.isNaN(float)) throw new Refusal('a constant that is not of numbers');
    return [constantOf('float32', [], [float])];
  },
} satisfies OnnxOperator;
