import type { OperatorOf, Tensor } from '../graph.ts';
import type { Operands } from '../operands.ts';
import { packedWords, WORD_BITS } from '../packed-bits.ts';
import { singleScales } from '../scale-rules.ts';
import { elements } from '../shapes.ts';
import { refuseComputed, refuseMixed, refuseTypes } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import { complaintAboutWindow } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

type Convolution = OperatorOf<'LceBconv2d'>;

const INPUTS = 5;
/** Sums are words, and so are twice as many positions of a table. */
const MAX_WINDOW = 2 ** 24;

const weightsIn = ({ options }: Convolution, { x, w }: Operands): number => {
  const groups = (x.shape[3] ?? 0) / (w?.shape[3] ?? 1);
  return elements(w?.shape.slice(1, 3) ?? []) * (options.channelsIn / groups);
};

/** Half of a channel is no number of differing bits: such sums are found in real numbers, behind all else. */
const refuseHalves = ({ options }: Convolution, y: Tensor): string | undefined => {
  const { padding, padValues, channelsIn, activation } = options;
  const isHalved = padding === 'same' && padValues === 0 && channelsIn % 2 === 1;
  if (!isHalved || (y.dtype === 'float32' && activation === 'none')) return undefined;
  const fused = activation === 'none' ? '' : ` and fused ${activation}`;
  return `with zero padding of an odd number of channels, ${channelsIn}, to ${y.dtype}${fused}: only float32 outputs without activation have it`;
};

const refuseWeights = (w: Tensor | undefined): string | undefined =>
  w?.dtype === 'float32'
    ? 'with a float32 filter that is not packed to bits, as old converters wrote it: convert the model with a current Larq Compute Engine'
    : (refuseTypes([w], ['int32']) ?? refuseComputed(w, 'weights'));

const complaintAboutChannels = ({ options }: Convolution, { x, w }: Operands): string | undefined => {
  const { channelsIn } = options;
  const [words = 0, groupWords = 0, outputs = 0] = [x.shape[3], w?.shape[3], w?.shape[0]];
  if (channelsIn < 1 || packedWords(channelsIn) !== words) return `channels_in ${channelsIn} in ${words} words`;
  const groups = words / groupWords;
  if (!Number.isInteger(groups)) return `${words} words of channels for a filter of ${groupWords}`;
  if (groups > 1 && channelsIn / groups !== groupWords * WORD_BITS)
    return `${groups} groups of ${channelsIn / groups} channels, not a multiple of ${WORD_BITS}`;
  return outputs % groups === 0 ? undefined : `${outputs} filters for ${groups} groups`;
};

const complaintAboutFactors = (what: string, tensor: Tensor | undefined, outputs: number): string | undefined => {
  const count = tensor ? elements(tensor.shape) : 0;
  if (count !== outputs) return `${count} ${what} for ${outputs} channels`;
  const { dtype, data = new Uint8Array() } = tensor as Tensor;
  return valuesOf(dtype, data).every(Number.isFinite) ? undefined : `${what} that are not finite`;
};

/** What the output's type asks for; the reference ignores the others. */
const complaintAboutOutput = (operator: Convolution, operands: Operands): string | undefined => {
  const { y, w, inputs } = operands;
  const [, , multiplier, bias, thresholds] = inputs;
  const outputs = w?.shape[0] ?? 0;
  if (y.dtype === 'int32') return complaintAboutFactors('thresholds', thresholds, outputs);
  const complaint =
    complaintAboutFactors('multipliers', multiplier, outputs) ??
    complaintAboutFactors('biases', bias, outputs) ??
    (y.dtype === 'int8' ? singleScales([y]) : undefined);
  if (complaint) return complaint;
  const scale = y.dtype === 'int8' ? (y.quantization?.scales[0] as number) : 1;
  const factors = [multiplier, bias].map((tensor) => valuesOf('float32', tensor?.data as Uint8Array));
  const [k, [m = [], b = []]] = [weightsIn(operator, operands), factors];
  const areFinite = m.every((factor, at) =>
    [factor / scale, ((b[at] as number) + k * factor) / scale].every((value) => Number.isFinite(Math.fround(value))),
  );
  return areFinite ? undefined : 'multipliers or biases beyond float32 for its sums';
};

/** Sums of products of signs (larq_compute_engine/tflite/kernels/bconv2d.cc, core/bconv2d). */
export default {
  kinds: ['LceBconv2d'],
  inputs: [2, INPUTS],
  learned: [2, 3, 4],
  signs: (operator, operands) => (operands.w?.shape[0] ?? 0) * weightsIn(operator, operands),
  products: (operator, operands) => [
    {
      macs: elements(operands.y.shape.slice(0, 3)) * (operands.w?.shape[0] ?? 0) * weightsIn(operator, operands),
      widths: { weights: 1, values: 1 },
    },
  ],
  refusal: (operator, { x, w, y, inputs }) =>
    refuseMixed([x], 'int32') ??
    refuseWeights(w) ??
    refuseMixed([y], 'float32', 'int8', 'int32') ??
    refuseTypes(inputs.slice(2), ['float32', 'float32', 'int32']) ??
    refuseComputed(inputs[2], 'multipliers') ??
    refuseComputed(inputs[3], 'biases') ??
    refuseComputed(inputs[4], 'thresholds') ??
    refuseHalves(operator, y),
  complaint: (operator, operands) => {
    const { options, inputs } = operator;
    const { x, y, w } = operands;
    const [outputs = 0, h = 0, width = 0] = w?.shape ?? [];
    if (inputs.length !== INPUTS) return `${inputs.length} inputs, not ${INPUTS}`;
    if (w?.shape.length !== 4) return 'a filter that is not of rank 4';
    if (options.padValues !== 0 && options.padValues !== 1) return `pad_values ${options.padValues}, neither 0 nor 1`;
    const channels = y.dtype === 'int32' ? packedWords(outputs) : outputs;
    return (
      complaintAboutWindow(options, x, y, [h, width], channels) ??
      complaintAboutChannels(operator, operands) ??
      (weightsIn(operator, operands) > MAX_WINDOW ? `windows of ${weightsIn(operator, operands)} signs` : undefined) ??
      complaintAboutOutput(operator, operands)
    );
  },
} satisfies OperatorRules<'LceBconv2d'>;
