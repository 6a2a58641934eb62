import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { bitsAt, codeRange, roundingOf, scalesAt, together, zeroPointsAt } from './arguments.ts';
import { identity } from './counted.ts';
import { everywhere, straight } from './meanings.ts';
import type { Quantizer, Quantizers } from './quantizers.ts';

const clip = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Quant, also called IntQuant: x, scale, zero point, bits (qonnx, docs/qonnx-custom-ops/intquant_v1.md). */
export const quantOf = (context: Context, shape: readonly number[]): Quantizers => {
  const { attributes } = context;
  const isSigned = attributes.int('signed', 1) !== 0;
  const isNarrow = attributes.int('narrow', 0) !== 0;
  const round = roundingOf(context, 'ROUND');
  const bits = bitsAt(context, 3);
  if (bits === 1 && isSigned) throw new Refusal('1 bit signed, whose levels would be -1 and 0: use BipolarQuant');
  if (bits === 1 && isNarrow) throw new Refusal('1 bit narrow, which has the single level 0');
  const [low, high] = codeRange(bits, isSigned, isNarrow);
  const scales = scalesAt(context, 1, shape);
  const all = together(scales, zeroPointsAt(context, 2, shape, scales), (scale, zero): Quantizer => {
    const code = (value: number) => round(clip(value / scale + zero, low, high));
    return {
      code: (value) => code(value) + 0,
      real: (value) => (code(value) - zero) * scale,
      meaning: straight((whole) => (whole - zero) * scale, scale, -zero * scale),
    };
  });
  return { ...all, bits };
};

/** BipolarQuant: x, scale; +1 and -1. */
export const bipolarOf = (context: Context, shape: readonly number[]): Quantizers => {
  const scales = scalesAt(context, 1, shape);
  const code = (value: number) => (value >= 0 ? 1 : -1);
  const list = scales.values.map(
    (scale): Quantizer => ({
      code,
      real: (value) => code(value) * scale,
      meaning: straight((whole) => whole * scale, scale, 0),
    }),
  );
  return { list, along: scales, bits: 1 };
};

/** Sign: -1, 0 and 1. */
export const signOf = (): Quantizers => ({
  list: [{ code: (value) => Math.sign(value) + 0, real: Math.sign, meaning: identity }],
  along: everywhere,
  bits: 2,
});
