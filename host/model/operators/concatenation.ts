import { axisOf } from '../axes.ts';
import { complaintAboutMove, complaintAboutScales, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/concatenation.cc */
const MAX_INPUTS = 10;
const MAX_RANK = 6;

/** The shape of parts behind one another along `axis`; undefined where they do not fit. */
const joined = (parts: readonly Tensor[], given: number): readonly number[] | undefined => {
  const [first = [], ...others] = parts.map(({ shape }) => shape);
  const axis = axisOf(given, first.length);
  if (axis === undefined) return undefined;
  const across = (shape: readonly number[]) => shape.toSpliced(axis, 1);
  if (!others.every((shape) => shape.length === first.length && same(across(shape), across(first)))) return undefined;
  return first.with(
    axis,
    others.reduce((sum, shape) => sum + (shape[axis] ?? 0), first[axis] ?? 0),
  );
};

export default {
  kinds: ['CONCATENATION'],
  inputs: [1, Number.POSITIVE_INFINITY],
  refusal: ({ options: { activation } }, { inputs, x, y }) => {
    if (inputs.length > MAX_INPUTS) return `of more than ${MAX_INPUTS} tensors`;
    if (activation !== 'none') return `with fused ${activation}`;
    const types = refuseMixed([...inputs, y], 'int8', 'int16', 'int32', 'int64', 'bool', 'float32');
    return types ?? refuseRank([x, y], MAX_RANK);
  },
  complaint: ({ options }, { inputs, x, y }) => {
    const parts = inputs.flatMap((tensor) => tensor ?? []);
    if (parts.length < inputs.length) return 'an input left out';
    const zero = parts.find(({ dtype, quantization }) => dtype === 'int16' && quantization?.zeroPoints.some(Boolean));
    if (zero) return `tensor ${zero.id} is int16 with a zero point`;
    const scales = parts.map((part) => complaintAboutScales(part, y)).find(Boolean);
    return complaintAboutMove(x, y, joined(parts, options.axis)) ?? scales;
  },
} satisfies OperatorRules<'CONCATENATION'>;
