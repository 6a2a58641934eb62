/** An activation function that leaves few values, and the slope that training takes for its own. */
export interface ActivationQuantizer {
  readonly of: (value: number) => number;
  /** Whether a gradient passes a value: the straight-through estimator. */
  readonly passes: (value: number) => boolean;
}

/** Positive values as they are. */
export const relu: ActivationQuantizer = { of: (value) => Math.max(value, 0), passes: (value) => value > 0 };

/** 0 to 2^bits - 1 steps, to the nearest, halves to even as QONNX's Quant rounds; gradients pass where nothing is cut off. */
export const unsigned = (bits: number, step: number): ActivationQuantizer => {
  const most = 2 ** bits - 1;
  return {
    of: (value) => step * Math.min(Math.max(roundHalfEven(value / step), 0), most),
    passes: (value) => value > 0 && value < most * step,
  };
};

const roundHalfEven = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2 === 0 ? 0 : 1);
  return rest > 0.5 ? floor + 1 : floor;
};

/** +1 from 0 on, else -1; gradients pass between -1 and 1 (Courbariaux et al., 2016, arXiv:1602.02830). */
export const sign: ActivationQuantizer = {
  of: (value) => (value >= 0 ? 1 : -1),
  passes: (value) => Math.abs(value) <= 1,
};
