import { damaged } from '../../errors.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { realsAt } from './constants.ts';
import { straight } from './meanings.ts';
import type { Quantizer, Quantizers } from './quantizers.ts';

/**
 * MultiThreshold: x [N, C, …], thresholds [C or 1, T]; how many x reaches (qonnx, src/qonnx/custom_op/general/multithreshold.py).
 * Where levels lie around 0 without it, as +1 and -1 do, codes count half steps.
 */
export const multiThresholdOf = (context: Context, shape: readonly number[]): Quantizers => {
  const { attributes } = context;
  const scale = attributes.float('out_scale', 1);
  const bias = attributes.float('out_bias', 0);
  attributes.ignore('out_dtype');
  const axis = attributes.text('data_layout', 'NCHW').endsWith('C') ? shape.length - 1 : 1;
  if (!(Math.abs(scale) > 0 && Number.isFinite(scale) && Number.isFinite(bias)))
    throw new Refusal(`out_scale ${scale}, out_bias ${bias}`);
  const { shape: of, values } = realsAt(context, 1, 'thresholds');
  const [rows = 0, count = 0] = of;
  if (of.length !== 2 || rows < 1 || (rows !== 1 && rows !== shape[axis]))
    throw damaged(`thresholds [${of}] for [${shape}]`);
  const [steps, shift] = isOdd((2 * bias) / scale) ? [2, (2 * bias) / scale] : [1, 0];
  const list = Array.from({ length: rows }, (_, row): Quantizer => {
    const thresholds = Float64Array.from({ length: count }, (_, at) => values[row * count + at] as number).sort();
    const real = (count: number) => count * scale + bias;
    return {
      code: (value) => reached(thresholds, value) * steps + shift,
      real: (value) => real(reached(thresholds, value)),
      meaning: straight((code) => real((code - shift) / steps), scale / steps, bias - (shift * scale) / steps),
    };
  });
  return {
    list,
    along: { values: list.map((_, row) => row), axis },
    bits: Math.max(1, Math.ceil(Math.log2(count + 1))),
  };
};

const isOdd = (value: number): boolean => Math.abs(value % 2) === 1;

/** How many of them a value is not below, by halving. */
const reached = (thresholds: Float64Array, value: number): number => {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};
