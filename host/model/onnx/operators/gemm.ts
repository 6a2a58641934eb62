import { dense, outputsFirst } from '../dense.ts';
import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { gemm } from '../qonnx/dense.ts';
import { Refusal } from '../refusal.ts';
import { biasAt, weightsAt } from '../weights.ts';

/** alpha · A · B + beta · C with constant B. */
export default {
  types: ['Gemm'],
  translate: (context) => {
    const { attributes, inputs } = context;
    const [alpha, beta] = [attributes.float('alpha', 1), attributes.float('beta', 1)];
    if (alpha !== 1 || (beta !== 1 && inputs[2])) throw new Refusal(`alpha ${alpha}, beta ${beta}`);
    if (attributes.int('transA', 0) !== 0) throw new Refusal('transA');
    const weights = outputsFirst(weightsAt(context, 1), attributes.int('transB', 0) !== 0);
    return [dense(context, activationAt(context, 0), weights, biasAt(context, 2))];
  },
  counted: (context) => [gemm(context)],
} satisfies OnnxOperator;
