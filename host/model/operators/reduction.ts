import { axesOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import type { DType, OperatorOf, Tensor } from '../graph.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { elementBytes, elements, same } from '../shapes.ts';
import { refuseComputed, refuseMixed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

type Kind = 'MEAN' | 'SUM' | 'REDUCE_MAX' | 'REDUCE_MIN' | 'REDUCE_ALL';

const types: Record<Kind, readonly DType[]> = {
  MEAN: ['int8', 'int16', 'float32'],
  SUM: ['int8', 'int16', 'float32'],
  REDUCE_MAX: ['int8', 'float32'],
  REDUCE_MIN: ['int8', 'float32'],
  REDUCE_ALL: ['bool'],
};

/** Sums of `count` values that are rescaled must stay within the word in which they are shifted left. */
const complaintAboutSum = (kind: Kind, x: Tensor, y: Tensor, count: number): string | undefined => {
  const [from = 0, to = 0] = [x.quantization?.scales[0], y.quantization?.scales[0]];
  const divided = kind === 'MEAN' ? Math.floor(Math.log2(count)) : 0;
  const shift = Math.floor(Math.log2(from / to)) + 1 - divided;
  const span = 2 ** (8 * elementBytes(x.dtype));
  return shift > 0 && count * span * 2 ** shift > 2 ** 31
    ? `${count} values of scale ${from} at an output scale of ${to}`
    : undefined;
};

const complaintAboutScales = ({ kind }: OperatorOf<Kind>, x: Tensor, y: Tensor): string | undefined => {
  if (kind === 'REDUCE_ALL' || x.dtype === 'float32') return undefined;
  const complaint = singleScales([x, y]);
  if (complaint) return complaint;
  return kind === 'MEAN' || kind === 'SUM'
    ? complaintAboutSum(kind, x, y, elements(x.shape) / elements(y.shape))
    : differentScales(x, y);
};

/** input, constant axes int32. */
export default {
  kinds: ['MEAN', 'SUM', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_ALL'],
  inputs: [2, 2],
  refusal: ({ kind }, { x, y, w }) =>
    refuseMixed([x, y], ...types[kind]) ?? refuseTypes([w], ['int32']) ?? refuseComputed(w, 'axes'),
  complaint: (operator, { x, y, w }) => {
    const list = integers(w as Tensor);
    const axes = axesOf(list, x.shape.length);
    if (!axes) return `axes ${list} of [${x.shape}]`;
    const { keepDims } = operator.options;
    const expected = x.shape.flatMap((extent, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [extent]));
    if (!same(expected, y.shape)) return `[${x.shape}] over axes ${list} does not give [${y.shape}]`;
    return complaintAboutScales(operator, x, y);
  },
} satisfies OperatorRules<Kind>;
