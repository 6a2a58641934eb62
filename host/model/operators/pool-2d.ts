import { refuseActivation } from '../activation-rules.ts';
import type { OperatorOf, Tensor } from '../graph.ts';
import { singleScales } from '../scale-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import { complaintAboutWindow, windowVisits } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

type Pool = OperatorOf<'AVERAGE_POOL_2D' | 'MAX_POOL_2D' | 'L2_POOL_2D'>;

/** How far the scales may lie apart: values are passed on as they are (tensorflow/lite/micro/kernels/pooling_common.cc). */
const SCALE_DISTANCE = 1e-6;
/** Elements whose sum, and half their number, stay below 2^31. */
const MOST_SUMMED = { int8: 2 ** 23, int16: 2 ** 16 - 1, float32: Number.POSITIVE_INFINITY };

const complaintAboutScales = (x: Tensor, y: Tensor): string | undefined => {
  const complaint = singleScales([x, y]);
  if (complaint || x.dtype === 'float32') return complaint;
  const { scales: [from = 0] = [], zeroPoints: [zero] = [] } = x.quantization ?? {};
  const { scales: [to = 0] = [], zeroPoints: [toZero] = [] } = y.quantization ?? {};
  return Math.abs(Math.fround(from - to)) <= SCALE_DISTANCE && zero === toZero
    ? undefined
    : 'input and output are scaled differently';
};

const complaintAboutSum = ({ kind, options }: Pool, { dtype, shape: [, height = 0, width = 0] }: Tensor) => {
  const { filterH, filterW } = options;
  const most = kind === 'AVERAGE_POOL_2D' ? MOST_SUMMED[dtype as keyof typeof MOST_SUMMED] : Number.POSITIVE_INFINITY;
  return Math.min(filterH, height) * Math.min(filterW, width) > most ? `a window of ${filterH}×${filterW}` : undefined;
};

export default {
  kinds: ['AVERAGE_POOL_2D', 'MAX_POOL_2D', 'L2_POOL_2D'],
  inputs: [1, 1],
  visits: ({ options }, operands) => windowVisits(options, operands),
  refusal: ({ kind, options }, { x, y }) =>
    refuseMixed([x, y], ...(kind === 'L2_POOL_2D' ? [] : (['int8', 'int16'] as const)), 'float32') ??
    refuseActivation(options),
  complaint: (operator, { x, y }) => {
    const { options } = operator;
    return (
      complaintAboutScales(x, y) ??
      complaintAboutWindow(options, x, y, [options.filterH, options.filterW], x.shape[3] ?? 0) ??
      complaintAboutSum(operator, x)
    );
  },
} satisfies OperatorRules<Pool['kind']>;
