import { elements } from '../../model/shapes.ts';
import { elementType } from '../element-type.ts';
import { fftConstants, stagesOf } from '../fft.ts';
import type { OperatorSpec } from './spec.ts';

/** Half as many complex points as real ones, in place where the output lies. */
export default {
  kinds: ['SignalRfft', 'SignalIrfft'],
  lower: ({ kind, options: { fftLength } }, { x, y }) => {
    const isInverse = kind === 'SignalIrfft';
    const points = fftLength / 2;
    const type = elementType(x.dtype);
    const width = x.dtype === 'int16' ? 2 : 4;
    const [n, made] = [x.shape.at(-1) as number, y.shape.at(-1) as number];
    const stages = stagesOf(points).toReversed();
    const { bytes, twiddles, split } = fftConstants(points, x.dtype as 'int16' | 'int32', isInverse);
    return {
      kernel: isInverse ? 'irfft_join' : 'rfft_split',
      helpers: [...(isInverse ? [] : ['fft_gather']), ...stages.map(({ radix }) => `fft_radix${radix}`)],
      constants: bytes,
      scratchBytes: 0,
      emit: ({ inputs, output, constants }) => {
        const row = `${inputs[0]} + row * ${n * width}`;
        const splitAt = `${constants} + ${split}`;
        const joined = stages.map(({ radix, length, blocks }) => {
          const direction = radix === 4 ? `, ${isInverse}` : '';
          return `fft_radix${radix}<${type}>(y, ${constants} + ${twiddles}, ${length}, ${blocks}${direction});`;
        });
        return [
          `for (let row: usize = 0; row < ${elements(x.shape) / n}; row++) {`,
          `const y = ${output} + row * ${made * width};`,
          ...(isInverse
            ? [`irfft_join<${type}>(${row}, ${constants}, ${splitAt}, ${points}, y);`, ...joined]
            : [
                `fft_gather<${type}>(${row}, ${n}, ${constants}, ${points}, y);`,
                ...joined,
                `rfft_split<${type}>(y, ${splitAt}, ${points});`,
              ]),
          '}',
        ].join(' ');
      },
    };
  },
} satisfies OperatorSpec<'SignalRfft' | 'SignalIrfft'>;
