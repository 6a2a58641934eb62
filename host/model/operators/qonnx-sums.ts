import type { OperatorOf, Tensor } from '../graph.ts';
import type { Operands } from '../operands.ts';
import { elements, same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import type { OperatorRules } from './spec.ts';

const RANK = 4;
const MOST_BITS = 8;
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

const complaintAboutWidths = ({ options: { weightBits, valueBits } }: Sums): string | undefined =>
  weightBits >= 0 && weightBits <= MOST_BITS && valueBits >= 1 && valueBits <= MOST_BITS
    ? undefined
    : `weights of ${weightBits} bits and values of ${valueBits}`;

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

/** Thresholds and levels that fit the filters: both, where results are int8. */
const complaintAboutLevels = ({ inputs: [, w, thresholds, levels], y }: Operands): string | undefined => {
  if (!thresholds && !levels) return undefined;
  const [rows = 0, count = 0] = thresholds?.shape ?? [];
  const fits = (rows === 1 || rows === w?.shape[0]) && count >= 1 && same(levels?.shape ?? [], [rows, count + 1]);
  return fits ? undefined : `[${levels?.shape}] levels for [${thresholds?.shape}] thresholds and [${y.shape}]`;
};

const taps = ({ y, w }: Operands): number => elements(y.shape) * elements((w?.shape ?? []).slice(1));

export default {
  kinds: ['QonnxSums'],
  inputs: [2, 4],
  learned: ({ options }) => (options.weightBits === 0 ? [2] : [1, 2]),
  products: ({ options: { weightBits, valueBits } }, operands) =>
    weightBits === 0
      ? []
      : [{ macs: taps(operands), weights: operands.w, widths: { weights: weightBits, values: valueBits } }],
  visits: ({ options }, operands) => (options.weightBits === 0 ? taps(operands) : 0),
  refusal: (_, { inputs: [x, w, thresholds, levels], y }) =>
    (thresholds || levels
      ? refuseTypes([x, w, thresholds, levels, y], ['int8', 'int8', 'int32', 'int8', 'int8'])
      : refuseTypes([x, w, y], ['int8', 'int8', 'int32'])) ??
    refuseComputed(w, 'weights') ??
    refuseComputed(thresholds, 'thresholds') ??
    refuseComputed(levels, 'levels'),
  complaint: (operator, operands) => {
    const { x, w, y } = operands;
    const filter = w as Tensor;
    return (
      complaintAboutLevels(operands) ??
      complaintAboutShapes(x, filter, y) ??
      complaintAboutWidths(operator) ??
      complaintAboutWindow(operator, filter, y) ??
      complaintAboutSums(operator, filter)
    );
  },
} satisfies OperatorRules<'QonnxSums'>;
