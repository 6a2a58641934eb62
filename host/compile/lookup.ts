import type { Tensor } from '../model/graph.ts';
import { elements } from '../model/shapes.ts';
import { Constants } from './constants.ts';
import { bitsOf } from './float-bits.ts';
import type { Lowered } from './operators/spec.ts';

/** All values of 8 bits, by their bytes. */
const bytes = Array.from({ length: 256 }, (_, byte) => byte);
const signed = (byte: number): number => (byte << 24) >> 24;

const pack = (dtype: Tensor['dtype'], table: readonly number[]): Constants => {
  const constants = new Constants();
  if (dtype === 'int32') return constants.s32(...table);
  if (dtype === 'float32') return constants.s32(...table.map(bitsOf));
  for (const value of table) {
    if (dtype === 'int16') constants.s16(value);
    else constants.u8(value);
  }
  return constants;
};

/** What the kernel calls elements of one, two and four bytes. */
const words: Partial<Record<Tensor['dtype'], string>> = { int16: 'u16', int32: 'u32', float32: 'u32' };

/**
 * An operator on int8 or uint8, element by element, as a table of what it makes of each value.
 * @param position  of `x` among the operator's inputs
 */
export const lowerLookup = (x: Tensor, y: Tensor, of: (value: number) => number, position = 0): Lowered => {
  const table = bytes.map((byte) => of(x.dtype === 'int8' ? signed(byte) : byte));
  return {
    kernel: 'lookup',
    constants: pack(y.dtype, table).finish(),
    reads: [position],
    scratchBytes: 0,
    order: 'elements',
    emit: ({ inputs, output, constants }) =>
      `lookup<${words[y.dtype] ?? 'u8'}>(${inputs[position]}, ${output}, ${elements(x.shape)}, ${constants});`,
  };
};
