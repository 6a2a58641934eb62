import type { CompiledLayer } from '../compile/compiled-model.ts';
import { packedWords, WORD_BITS } from '../model/packed-bits.ts';
import { elements } from '../model/shapes.ts';

/** Of a binary convolution, whose filters the fast kernel counts 32 at a time, needed or not: how often each thing happens. */
export const signTerms = ({ kernel, macs, parameters, outputs: [output] }: CompiledLayer) => {
  const { shape = [], dtype } = output ?? {};
  const windows = elements(shape.slice(0, -1));
  const isPacked = dtype === 'int32';
  // Packed outputs do not tell how many there are: each filter has one threshold besides its signs.
  const filters = isPacked ? parameters - macs / windows : (shape.at(-1) ?? 1);
  const taps = macs / windows / filters;
  const columns = windows * packedWords(filters);
  const made = kernel === 'bconv2d' ? windows * filters : columns * WORD_BITS;
  return {
    layer: 1,
    window: windows,
    listed: windows * taps,
    column: columns,
    mac: made * taps,
    'packed output': isPacked ? made : 0,
    's8 output': dtype === 'int8' ? made : 0,
    'real output': dtype === 'float32' ? made : 0,
  };
};
