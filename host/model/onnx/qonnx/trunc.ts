import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { bitsAt, codeRange, roundingOf, scalesAt, together, zeroPointsAt } from './arguments.ts';
import type { Sliced } from './constants.ts';
import { straight } from './meanings.ts';
import type { Quantizer, Quantizers } from './quantizers.ts';
import { roundHalfEven } from './rounding.ts';

/** Version 2 has one input more, the output's scale. */
const INPUTS = { 1: 5, 2: 6 } as const;
/** What a graph's input may be beyond what `out_bits` say before codes saturate. */
const CODES = [-128, 127] as const;

const clip = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

interface Trunc {
  readonly round: (value: number) => number;
  readonly inBits: number;
  readonly outBits: number;
  readonly scales: Sliced;
  readonly zeros: Sliced;
}

/** Trunc drops the lowest bits of codes (qonnx, src/qonnx/custom_op/general/trunc.py). */
export const truncOf = (context: Context, shape: readonly number[]): Quantizers => {
  const hasOutputScale = context.inputs.length === INPUTS[2];
  if (!hasOutputScale && context.inputs.length !== INPUTS[1])
    throw new Refusal(`${context.inputs.length} inputs: 5 (version 1) and 6 (version 2) are known`);
  const scales = scalesAt(context, 1, shape);
  const trunc: Trunc = {
    round: roundingOf(context, 'FLOOR'),
    inBits: bitsAt(context, 3),
    outBits: bitsAt(context, hasOutputScale ? 5 : 4),
    scales,
    zeros: zeroPointsAt(context, 2, shape, scales),
  };
  if (trunc.outBits > trunc.inBits)
    throw new Refusal(`from ${trunc.inBits} to ${trunc.outBits} bits: it only drops bits`);
  const all = hasOutputScale ? rescaling(context, shape, trunc) : keepingScale(context, trunc);
  return { ...all, bits: trunc.outBits };
};

/** Version 1 keeps the input's scale and zero point. */
const keepingScale = (
  { attributes }: Context,
  { round, inBits, outBits, scales, zeros }: Trunc,
): Omit<Quantizers, 'bits'> => {
  attributes.ignore('signed', 'narrow');
  const factor = 2 ** (inBits - outBits);
  return together(scales, zeros, (scale, zero): Quantizer => {
    const code = (value: number) => clip(round(roundHalfEven(value / scale + zero) / factor), ...CODES);
    return {
      code: (value) => code(value) + 0,
      real: (value) => (code(value) - zero) * scale,
      meaning: straight((whole) => (whole - zero) * scale, scale, -zero * scale),
    };
  });
};

/** Version 2 says the output's scale, which must be the input's times a power of two, and clips to its bits. */
const rescaling = (
  context: Context,
  shape: readonly number[],
  { round, outBits, scales, zeros }: Trunc,
): Omit<Quantizers, 'bits'> => {
  const { attributes } = context;
  const [low, high] = codeRange(outBits, attributes.int('signed', 1) !== 0, attributes.int('narrow', 0) !== 0);
  const outScales = scalesAt(context, 4, shape, 'output scale');
  if (outScales.values.length > 1) throw new Refusal('several output scales');
  const [outScale = 1] = outScales.values;
  return together(scales, zeros, (scale, zero): Quantizer => {
    const factor = 2 ** roundHalfEven(Math.log2(outScale / scale));
    if (Math.abs(outScale / scale / factor - 1) > SAME_RATIO)
      throw new Refusal(`output scale / input scale = ${outScale / scale}, which is no power of two`);
    const code = (value: number) => round(clip(roundHalfEven(value / scale + zero) / factor, low, high));
    return {
      code: (value) => code(value) + 0,
      real: (value) => (code(value) - zero / factor) * outScale,
      meaning: straight((whole) => (whole - zero / factor) * outScale, outScale, (-zero / factor) * outScale),
    };
  });
};

/** Scales are float32. */
const SAME_RATIO = 1e-6;
