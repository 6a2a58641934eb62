import { isFftLength } from '../fft-length.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/**
 * Real numbers [..., n], n up to the length of the transform, to [..., length + 2], real and imaginary parts; the inverse from there
 * to [..., length].
 */
export default {
  kinds: ['SignalRfft', 'SignalIrfft'],
  inputs: [1, 1],
  refusal: ({ options: { fftLength } }, { x, y }) =>
    refuseMixed([x, y], 'int16', 'int32') ?? (isFftLength(fftLength) ? undefined : `of length ${fftLength}`),
  complaint: ({ kind, options: { type, fftLength } }, { x, y }) => {
    if (type !== x.dtype) return `type ${type} and tensors of ${x.dtype}`;
    const [n] = x.shape.slice(-1);
    const outer = x.shape.slice(0, -1);
    const spectrum = [...outer, fftLength + 2];
    if (kind === 'SignalIrfft') return wrongShape([x, spectrum], [y, [...outer, fftLength]]);
    if (n === undefined || n > fftLength) return `[${x.shape}] to transform at length ${fftLength}`;
    return wrongShape([y, spectrum]);
  },
} satisfies OperatorRules<'SignalRfft' | 'SignalIrfft'>;
