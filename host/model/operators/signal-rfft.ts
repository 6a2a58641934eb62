import { isFftLength } from '../fft-length.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [..., n], n up to the length of the transform; output [..., length + 2], real and imaginary parts. */
export default {
  kinds: ['SignalRfft'],
  inputs: [1, 1],
  refusal: ({ options: { fftLength } }, { x, y }) =>
    refuseMixed([x, y], 'int16', 'int32') ?? (isFftLength(fftLength) ? undefined : `of length ${fftLength}`),
  complaint: ({ options: { type, fftLength } }, { x, y }) => {
    if (type !== x.dtype) return `type ${type} and tensors of ${x.dtype}`;
    const [n] = x.shape.slice(-1);
    if (n === undefined || n > fftLength) return `[${x.shape}] to transform at length ${fftLength}`;
    return wrongShape([y, [...x.shape.slice(0, -1), fftLength + 2]]);
  },
} satisfies OperatorRules<'SignalRfft'>;
