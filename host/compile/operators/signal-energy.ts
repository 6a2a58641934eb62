import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

const COMPLEX_BYTES = 4;
const OUTPUT_BYTES = 4;

/** Bins that the reference leaves as they were in memory are zero. */
export default {
  kinds: ['SignalEnergy'],
  lower: ({ options: { startIndex, endIndex } }, { y }) => ({
    kernel: 'signal_energy',
    helpers: ['fill_bytes'],
    constants: new Uint8Array(0),
    scratchBytes: 0,
    emit: (at) => {
      const clear = (first: number, end: number) =>
        first < end ? `fill_bytes(${at.output} + ${first * OUTPUT_BYTES}, 0, ${(end - first) * OUTPUT_BYTES}); ` : '';
      const [from, to] = [
        `${at.inputs[0]} + ${startIndex * COMPLEX_BYTES}`,
        `${at.output} + ${startIndex * OUTPUT_BYTES}`,
      ];
      return `${clear(0, startIndex)}${clear(endIndex, elements(y.shape))}signal_energy(${from}, ${to}, ${endIndex - startIndex});`;
    },
  }),
} satisfies OperatorSpec<'SignalEnergy'>;
