import { elements } from '../../model/shapes.ts';
import { elementType } from '../element-type.ts';
import { fftConstants, stagesOf } from '../fft.ts';
import type { OperatorSpec } from './spec.ts';

/** Half as many complex points as real ones, in place where the output lies. */
export default {
  kinds: ['SignalRfft'],
  lower: ({ options: { fftLength } }, { x, y }) => {
    const points = fftLength / 2;
    const type = elementType(x.dtype);
    const width = x.dtype === 'int16' ? 2 : 4;
    const n = x.shape.at(-1) as number;
    const stages = stagesOf(points).toReversed();
    const { bytes, twiddles, split } = fftConstants(points, x.dtype as 'int16' | 'int32', -1);
    return {
      kernel: 'rfft_split',
      helpers: ['fft_gather', ...stages.map(({ radix }) => `fft_radix${radix}`)],
      constants: bytes,
      scratchBytes: 0,
      emit: (at) =>
        [
          `for (let row: usize = 0; row < ${elements(x.shape) / n}; row++) {`,
          `const y = ${at.output} + row * ${(y.shape.at(-1) as number) * width};`,
          `fft_gather<${type}>(${at.inputs[0]} + row * ${n * width}, ${n}, ${at.constants}, ${points}, y);`,
          ...stages.map(
            ({ radix, length, blocks }) =>
              `fft_radix${radix}<${type}>(y, ${at.constants} + ${twiddles}, ${length}, ${blocks}${radix === 4 ? ', false' : ''});`,
          ),
          `rfft_split<${type}>(y, ${at.constants} + ${split}, ${points}); }`,
        ].join(' '),
    };
  },
} satisfies OperatorSpec<'SignalRfft'>;
