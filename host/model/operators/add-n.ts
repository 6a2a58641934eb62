import type { Tensor } from '../graph.ts';
import { complaintAboutSum } from '../pair-scale-rules.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Distances from the zero point that fit a word at 19 bits more. */
const MAX_SUM = 2 ** 12;

/** The reference's sum starts at minus the zero point, and wraps beyond its word. */
const refuseMany = ({ inputs, x }: { readonly inputs: readonly unknown[]; readonly x: Tensor }): string | undefined => {
  if (x.dtype === 'float32') return undefined;
  const zero = x.quantization?.zeroPoints[0] ?? 0;
  const most = Math.abs(zero) + inputs.length * Math.max(127 - zero, zero + 128);
  return most < MAX_SUM ? undefined : `with ${inputs.length} inputs of zero point ${zero}`;
};

export default {
  kinds: ['ADD_N'],
  inputs: [2, Number.POSITIVE_INFINITY],
  refusal: (_, operands) => refuseMixed([...operands.inputs, operands.y], 'int8', 'float32') ?? refuseMany(operands),
  complaint: (_, operands) => {
    const { x, y } = operands;
    const inputs = operands.inputs as readonly Tensor[];
    const other = [...inputs, y].find(({ shape }) => !same(shape, x.shape));
    if (other) return `[${other.shape}] among [${x.shape}]`;
    if (x.dtype === 'float32') return undefined;
    const complaint = singleScales([...inputs, y]) ?? complaintAboutSum(x, x, y);
    return complaint ?? (inputs.some((input) => differentScales(x, input)) ? 'inputs of different scales' : undefined);
  },
} satisfies OperatorRules<'ADD_N'>;
