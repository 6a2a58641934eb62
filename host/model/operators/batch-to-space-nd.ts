import { integers } from '../constant-data.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { paddingsOf } from '../paddings.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

type Kind = 'BATCH_TO_SPACE_ND' | 'SPACE_TO_BATCH_ND';

/** The shape due: between batch and channels, blocks of positions are gathered from, or spread over, that many times the images. */
const rearranged = (kind: Kind, { shape }: Tensor, block: Tensor, margins: Tensor): number[] | undefined => {
  const sizes = integers(block);
  const images = sizes.reduce((product, size) => product * size, 1);
  const around = paddingsOf(margins).map(({ before, after }) => before + after);
  const due =
    kind === 'BATCH_TO_SPACE_ND'
      ? [(shape[0] ?? 0) / images, ...sizes.map((size, at) => (shape[at + 1] ?? 0) * size - (around[at] ?? 0))]
      : [(shape[0] ?? 0) * images, ...sizes.map((size, at) => ((shape[at + 1] ?? 0) + (around[at] ?? 0)) / size)];
  return due.every(Number.isInteger) ? [...due, shape.at(-1) ?? 0] : undefined;
};

/**
 * tensorflow/lite/micro/kernels/batch_to_space_nd.cc and space_to_batch_nd.cc: one or two axes between batch and channels. What
 * the reference pads with is not the zero point but a byte that nobody has written.
 */
export default {
  kinds: ['BATCH_TO_SPACE_ND', 'SPACE_TO_BATCH_ND'],
  inputs: [3, 3],
  refusal: ({ kind }, { x, y, w: block, bias: margins }) => {
    const types = refuseMixed([x, y], 'int8', 'float32') ?? refuseMixed([block, margins], 'int32');
    const computed = refuseComputed(block, 'blocks') ?? refuseComputed(margins, 'margins');
    if (types || computed) return types ?? computed;
    const isPadded = kind === 'SPACE_TO_BATCH_ND' && integers(margins as Tensor).some(Boolean);
    return isPadded && x.dtype === 'int8' && x.quantization?.zeroPoints.some(Boolean)
      ? 'with paddings and a zero point other than 0'
      : undefined;
  },
  complaint: ({ kind }, { x, y, w: block, bias: margins }) => {
    const [sizes, amounts] = [integers(block as Tensor), integers(margins as Tensor)];
    const axes = x.shape.length - 2;
    if (axes < 1 || axes > 2 || sizes.length !== axes || amounts.length !== 2 * axes)
      return `${sizes.length} blocks and ${amounts.length} margins for rank ${x.shape.length}`;
    if (sizes.some((size) => size < 1) || amounts.some((amount) => amount < 0))
      return `blocks of ${sizes} and margins of ${amounts}`;
    return complaintAboutMove(x, y, rearranged(kind, x, block as Tensor, margins as Tensor));
  },
} satisfies OperatorRules<Kind>;
