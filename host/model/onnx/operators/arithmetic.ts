import { binary } from '../binary.ts';
import type { OnnxOperator } from '../operator.ts';
import { binary as counted } from '../qonnx/elementwise.ts';
import { Refusal } from '../refusal.ts';

const kinds = { Sub: 'SUB', Mul: 'MUL', Max: 'MAXIMUM', Min: 'MINIMUM' } as const;

export default {
  types: Object.keys(kinds),
  translate: (context) => {
    if (context.inputs.length !== 2) throw new Refusal(`${context.inputs.length} operands`);
    return [binary(context, kinds[context.node.opType as keyof typeof kinds])];
  },
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
