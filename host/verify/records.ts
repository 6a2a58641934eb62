import { ExitCode, ToolError } from '../errors.ts';
import type { Graph, Tensor } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';
import { seededInput } from '../run/seeded-input.ts';

/**
 * Up to `limit` records of one buffer per input: from raw tensors, back to back, or seeded bytes; real inputs of floats between 0
 * and 1, where bytes would be no numbers.
 * @throws ToolError `INPUT_SIZE`
 */
export const sampleRecords = (graph: Graph, bytes: Uint8Array | undefined, limit: number): Uint8Array[][] => {
  const tensors = graph.inputs.map((id) => graph.tensors[id] as Tensor);
  const sizes = tensors.map(tensorBytes);
  const each = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes && (bytes.length === 0 || bytes.length % each !== 0))
    throw new ToolError(
      'INPUT_SIZE',
      ExitCode.Usage,
      `${bytes.length} bytes of input are not records of ${each}`,
      `Give raw tensors, records back to back: ${tensors.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(', then ')}.`,
    );
  const count = bytes ? Math.min(limit, bytes.length / each) : limit;
  return Array.from({ length: count }, (_, record) => {
    let at = record * each;
    return tensors.map((tensor, index) => {
      const size = sizes[index] as number;
      at += size;
      return bytes ? bytes.subarray(at - size, at) : seeded(tensor, size, 1 + record * tensors.length + index);
    });
  });
};

const seeded = ({ dtype }: Tensor, size: number, seed: number): Uint8Array =>
  dtype === 'float32'
    ? new Uint8Array(Float32Array.from(seededInput(size / 4, seed), (byte) => byte / 255).buffer)
    : seededInput(size, seed);
