import type { OperatorOf, Tensor } from '../graph.ts';
import { elements } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import type { OperatorRules } from './spec.ts';

const RANK = 4;
const MOST_INT32 = 2 ** 31 - 1;
/** Positions in the image, pads included. */
const MOST_POSITIONS = 2 ** 30;
const INT8 = 128;

type Sums = OperatorOf<'QonnxSums'>;

const complaintAboutShapes = ({ shape: x }: Tensor, { shape: w }: Tensor, { shape: y }: Tensor): string | undefined => {
  const [images, , , channels = 0] = x;
  const [filters = 0, , , perGroup = 0] = w;
  const groups = channels / perGroup;
  const fits =
    [x, w, y].every((shape) => shape.length === RANK) &&
    images === y[0] &&
    filters === y[3] &&
    Number.isInteger(groups) &&
    filters % groups === 0;
  return fits ? undefined : `filters [${w}] over [${x}] for [${y}]`;
};

const complaintAboutWindow = ({ options }: Sums, { shape: w }: Tensor, { shape: y }: Tensor): string | undefined => {
  const { strideH, strideW, dilationH, dilationW, padTop, padLeft } = options;
  if (Math.min(strideH, strideW, dilationH, dilationW) < 1 || Math.min(padTop, padLeft) < 0)
    return `steps of ${strideH}×${strideW}, dilation ${dilationH}×${dilationW}, pads ${padTop} and ${padLeft}`;
  const [, outH = 0, outW = 0] = y;
  const [, kernelH = 0, kernelW = 0] = w;
  const reach = Math.max(outH * strideH + kernelH * dilationH + padTop, outW * strideW + kernelW * dilationW + padLeft);
  return reach <= MOST_POSITIONS ? undefined : `windows that reach over ${reach} positions`;
};

/** Sums in 32 bits, whatever the input. */
const complaintAboutSums = ({ options: { zero } }: Sums, w: Tensor): string | undefined => {
  const weights = valuesOf('int8', w.data as Uint8Array);
  const taps = weights.length / (w.shape[0] as number);
  const most = weights.reduce(
    ([sum, greatest], weight, at) => {
      const next = (at % taps === 0 ? 0 : sum) + Math.abs(weight);
      return [next, Math.max(greatest, next)] as const;
    },
    [0, 0] as readonly [number, number],
  )[1];
  return most * (INT8 + Math.abs(zero)) <= MOST_INT32 ? undefined : `sums beyond 32 bits (zero ${zero})`;
};

export default {
  kinds: ['QonnxSums'],
  inputs: [2, 2],
  learned: [1],
  macs: (_, { y, w }) => elements(y.shape) * elements((w?.shape ?? []).slice(1)),
  refusal: (_, { x, w, y }) => refuseTypes([x, w, y], ['int8', 'int8', 'int32']) ?? refuseComputed(w, 'weights'),
  complaint: (operator, { x, w, y }) => {
    const filter = w as Tensor;
    return (
      complaintAboutShapes(x, filter, y) ??
      complaintAboutWindow(operator, filter, y) ??
      complaintAboutSums(operator, filter)
    );
  },
} satisfies OperatorRules<'QonnxSums'>;
