import type { Activation, OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { tailMask } from '../../model/packed-bits.ts';
import { valuesOf } from '../../model/values.ts';
import { affine } from '../quantize.ts';
import { type Window, windowOf } from '../window.ts';
import { type Clamp, type Reals, realsOf } from './reals.ts';

/** A filter of signs: its words by tap, without bits that are no channels, and what becomes of its sum. */
export interface SignFilter {
  readonly words: readonly number[];
  readonly output: SignOutput;
}

/** Reals, numbers of 8 bits by way of reals, or a sign: -1 where more bits differ than the threshold. */
export type SignOutput =
  | { readonly type: 'float32' | 'int8'; readonly reals: Reals }
  | { readonly type: 'int32'; readonly threshold: number };

/** A convolution of signs over one image. */
export interface SignConvolution {
  /** Its channels are words. */
  readonly window: Window;
  readonly type: SignOutput['type'];
  readonly groups: readonly (readonly SignFilter[])[];
  /** Channels that a tap sees. */
  readonly tapChannels: number;
  /** The bits of a tap's last word that are channels. */
  readonly tail: number;
  /** Whether padding counts as nothing, not as +1. */
  readonly isPaddedWithNothing: boolean;
  /** Of twice the bits that differ. */
  readonly clamp: Clamp;
}

const unbounded = Number.POSITIVE_INFINITY;
const sumRanges: Readonly<Partial<Record<Activation, readonly [number, number]>>> = {
  relu: [0, unbounded],
  relu6: [0, 6],
  relu_n1_to_1: [-1, 1],
};

/** Bounds of twice the differing bits, `signs` minus the sum, that bound the sum as the activation does. */
const clampOf = (activation: Activation, signs: number): Clamp => {
  const [low, high] = sumRanges[activation] ?? [-unbounded, unbounded];
  return { least: Math.max(0, signs - high), most: Math.min(2 * signs, signs - low) };
};

export const signConvolution = (
  { options }: OperatorOf<'LceBconv2d'>,
  { x, y, w, inputs }: Operands,
): SignConvolution => {
  const { shape, data = new Uint8Array() } = w as Tensor;
  const [outputs = 1, kernelH = 1, kernelW = 1, groupWords = 1] = shape;
  const window = windowOf(options, x, y, [kernelH, kernelW]);
  const groups = window.channels / groupWords;
  const tapChannels = options.channelsIn / groups;
  const tail = tailMask(tapChannels);
  const signs = kernelH * kernelW * tapChannels;
  const type = y.dtype as SignOutput['type'];
  const [, , multipliers = [], biases = [], thresholds = []] = inputs.map((tensor, at) =>
    tensor?.data && at > 1 ? valuesOf(tensor.dtype, tensor.data) : [],
  );
  const scaling = type === 'int8' ? affine(y) : { scale: 1, zero: 0 };
  const outputOf = (filter: number): SignOutput =>
    type === 'int32'
      ? { type, threshold: thresholds[filter] as number }
      : { type, reals: realsOf(multipliers[filter] as number, biases[filter] as number, signs, scaling) };
  const words = valuesOf('int32', data);
  const windowWords = kernelH * kernelW * groupWords;
  const filters = Array.from({ length: outputs }, (_, filter) => ({
    words: words
      .slice(filter * windowWords, (filter + 1) * windowWords)
      .map((word, at) => (at % groupWords === groupWords - 1 ? word & tail : word)),
    output: outputOf(filter),
  }));
  const perGroup = outputs / groups;
  return {
    ...{ window, type, tapChannels, tail },
    groups: Array.from({ length: groups }, (_, group) => filters.slice(group * perGroup, (group + 1) * perGroup)),
    isPaddedWithNothing: options.padValues === 0 && options.padding === 'same',
    clamp: type === 'int32' ? clampOf('none', signs) : clampOf(options.activation, signs),
  };
};
