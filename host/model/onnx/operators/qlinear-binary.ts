import { binary } from '../binary.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedAt, storageAt, store } from '../quantization.ts';

const kinds = { QLinearAdd: 'ADD', QLinearMul: 'MUL' } as const;

/** A, scale, zero point, B, scale, zero point, C's scale and zero point. */
export default {
  types: Object.keys(kinds).map((type) => `com.microsoft.${type}`),
  translate: (context) => {
    const kind = kinds[context.node.opType as keyof typeof kinds];
    const result = binary(context, kind, [codedAt(context, 0), codedAt(context, 3)]);
    return [store(context.builder, result, storageAt(context, 6, 7))];
  },
} satisfies OnnxOperator;
