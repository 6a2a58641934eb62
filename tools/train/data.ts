import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Grey images, one byte a pixel, back to back, and the class of each. */
export interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  readonly pixels: number;
}

/** IDX, described on the MNIST page: two zero bytes, type 0x08 = u8, number of extents, big-endian extents, then the values. */
export const parseIdx = (bytes: Uint8Array): { shape: number[]; values: Uint8Array } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || bytes[2] !== 0x08) throw new Error('not an IDX file of bytes');
  const rank = bytes[3] as number;
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const values = bytes.subarray(4 + 4 * rank);
  const expected = shape.reduce((product, extent) => product * extent, 1);
  if (values.length !== expected)
    throw new Error(`IDX file holds ${values.length} values, its header says ${expected}`);
  return { shape, values };
};

/** Reads `<split>-images-idx3-ubyte.gz` and its labels as Debian's dataset-fashion-mnist installs them. */
export const readSplit = (folder: string, split: 'train' | 't10k'): LabelledImages => {
  const read = (name: string) => parseIdx(gunzipSync(readFileSync(join(folder, `${split}-${name}-ubyte.gz`))));
  const images = read('images-idx3');
  const labels = read('labels-idx1');
  const [count = 0, height = 0, width = 0] = images.shape;
  if (labels.values.length !== count) throw new Error(`${count} images but ${labels.values.length} labels`);
  return { images: images.values, labels: labels.values, count, pixels: height * width };
};
