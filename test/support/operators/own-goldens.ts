import { crc32 } from 'node:zlib';
import type { OwnModel } from './own-models.ts';

/** What TensorFlow Lite Micro gave for a model, by checksums (CRC-32). */
export interface OwnGolden {
  readonly dtype: string;
  readonly seed: number;
  /** Of the file. */
  readonly model: number;
  /** Of all outputs of all records. */
  readonly outputs: number;
}

export const goldenName = (kind: string): string => `operators/${kind}.txt`;

const hex = (crc: number): string => crc.toString(16).padStart(8, '0');

/** A line a model: its type, seed and checksums. */
export const formatGoldens = (provenance: readonly string[], goldens: readonly OwnGolden[]): string =>
  [
    ...provenance.map((line) => `# ${line}`),
    ...goldens.map(({ dtype, seed, model, outputs }) => `${dtype} ${seed} ${hex(model)} ${hex(outputs)}`),
    '',
  ].join('\n');

export const parseGoldens = (text: string): OwnGolden[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [dtype = '', seed, model = '', outputs = ''] = line.split(' ');
      return { dtype, seed: Number(seed), model: Number.parseInt(model, 16), outputs: Number.parseInt(outputs, 16) };
    });

/** Of outputs one after the other. */
export const outputsCrc = (outputs: readonly Uint8Array[], before = 0): number =>
  outputs.reduce((crc, bytes) => crc32(bytes, crc), before);

export const modelCrc = ({ file }: OwnModel): number => crc32(file);
