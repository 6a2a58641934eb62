import { type ActivationQuantizer, relu, sign, unsigned } from '../quantizers/activations.ts';
import { binary } from '../quantizers/binary.ts';
import { symmetric } from '../quantizers/symmetric.ts';
import { ternary } from '../quantizers/ternary.ts';
import type { WeightQuantizer } from '../quantizers/weights.ts';

/** A network of the family: how its hidden layers compute. Accuracies and costs are measured, not listed. */
export interface Member {
  readonly name: 'float32' | 'int8' | 'int4' | 'ternary' | 'binary';
  /** Of the hidden layers' weights: an entropy, log2 of how many values they have, where it is no whole number. */
  readonly weightBits: number;
  /** Of what stands between layers. */
  readonly activationBits: number;
  /** In models/family; the same network in two formats where there are two. */
  readonly files: readonly string[];
}

/** All of them; low bits start from the weights of the first. */
export const members: readonly Member[] = [
  { name: 'float32', weightBits: 32, activationBits: 32, files: ['family-float32.tflite'] },
  { name: 'int8', weightBits: 8, activationBits: 8, files: ['family-int8.tflite'] },
  { name: 'int4', weightBits: 4, activationBits: 4, files: ['family-int4.onnx'] },
  { name: 'ternary', weightBits: Math.log2(3), activationBits: 2, files: ['family-ternary.onnx'] },
  { name: 'binary', weightBits: 1, activationBits: 1, files: ['family-binary.tflite', 'family-binary.onnx'] },
];

/** What each member's layers compute with. */
export interface Arithmetic {
  /** Of the first layer and the last; none for real numbers. */
  readonly outer: { readonly first: WeightQuantizer; readonly last: WeightQuantizer } | undefined;
  readonly hidden: WeightQuantizer | undefined;
  readonly activation: ActivationQuantizer;
  /** What one step of an unsigned activation stands for. */
  readonly step?: number;
}

const outer = { first: symmetric(8), last: symmetric(8, { isPerOutput: false }) };

/**
 * Steps of 2 and 4 bits fit half of a normal distribution of variance 1 best, which batch normalisation begins with (Cai et al.,
 * 2017, arXiv:1702.00953, HWGQ, for 2 bits); with 8 bits they reach to 6.
 */
const steps = { int8: 6 / 255, int4: 0.1875, ternary: 0.538 } as const;

const fewBits = (hidden: WeightQuantizer, bits: number, step: number): Arithmetic => {
  const float32 = Math.fround(step);
  return { outer, hidden, activation: unsigned(bits, float32), step: float32 };
};

export const arithmetic: Readonly<Record<Member['name'], Arithmetic>> = {
  float32: { outer: undefined, hidden: undefined, activation: relu },
  int8: fewBits(symmetric(8), 8, steps.int8),
  int4: fewBits(symmetric(4), 4, steps.int4),
  ternary: fewBits(ternary, 2, steps.ternary),
  binary: { outer, hidden: binary, activation: sign },
};
