import { endianness } from 'node:os';
import type { Parameter } from './layers/layer.ts';

/** All parameters in order, as little-endian doubles: training and quantising can run apart. */
export const packWeights = (parameters: readonly Parameter[]): Uint8Array => {
  requireLittleEndian();
  return Buffer.concat(parameters.map(({ values }) => new Uint8Array(values.buffer)));
};

export const unpackWeights = (bytes: Uint8Array, parameters: readonly Parameter[]): void => {
  requireLittleEndian();
  const expected = parameters.reduce((sum, { values }) => sum + values.byteLength, 0);
  if (bytes.length !== expected)
    throw new Error(`weights file has ${bytes.length} bytes, the network needs ${expected}`);
  const values = new Float64Array(Uint8Array.from(bytes).buffer);
  let at = 0;
  for (const parameter of parameters) {
    parameter.values.set(values.subarray(at, at + parameter.values.length));
    at += parameter.values.length;
  }
};

const requireLittleEndian = () => {
  if (endianness() !== 'LE') throw new Error('this tool needs a little-endian machine');
};
