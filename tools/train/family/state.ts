import { endianness } from 'node:os';
import type { Random } from '../random.ts';
import type { FamilyNetwork } from './network.ts';

/** All that training leaves, in the order of layers: as the next member starts from it, and files are made of it. */
const arraysOf = ({ sequence: { layers } }: FamilyNetwork): Float32Array[] =>
  layers.flatMap(({ trained, kept }) => [...trained.map(({ values }) => values), ...kept]);

export const saveState = (network: FamilyNetwork): Uint8Array => {
  requireLittleEndian();
  return Buffer.concat(
    arraysOf(network).map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
};

/** @throws RangeError for a state of another size */
export const loadState = (network: FamilyNetwork, bytes: Uint8Array): void => {
  requireLittleEndian();
  const arrays = arraysOf(network);
  const expected = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes.length !== expected) throw new RangeError(`a state of ${bytes.length} bytes, the network has ${expected}`);
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  let at = 0;
  for (const array of arrays) {
    array.set(values.subarray(at, at + array.length));
    at += array.length;
  }
};

/** He et al., 2015: variance 2 / fanIn; a batch normalisation behind a layer makes up for any other. */
export const initializeFamily = ({ blocks, dense }: FamilyNetwork, random: Random): void => {
  for (const { weights, outputShape } of [...blocks.map(({ conv }) => conv), dense]) {
    const { values } = weights.trained;
    const deviation = Math.sqrt((2 * outputShape[2]) / values.length);
    for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
  }
};

const requireLittleEndian = () => {
  if (endianness() !== 'LE') throw new Error('this tool needs a little-endian machine');
};
