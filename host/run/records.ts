import type { CompiledModel } from '../compile/compiled-model.ts';
import { ExitCode, ToolError } from '../errors.ts';

/** Bytes of one record: every input of the model, in its order. */
export const recordBytes = ({ inputs }: CompiledModel): number => inputs.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Cuts raw tensors, back to back, into records.
 * @throws ToolError `INPUT_SIZE`
 */
export const splitRecords = (bytes: Uint8Array, model: CompiledModel): Uint8Array[] => {
  const each = recordBytes(model);
  if (bytes.length === 0 || bytes.length % each !== 0)
    throw new ToolError(
      'INPUT_SIZE',
      ExitCode.Usage,
      `${bytes.length} bytes of input are not records of ${each}`,
      `Give raw tensors, records back to back: ${model.inputs.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(', then ')}.`,
    );
  return Array.from({ length: bytes.length / each }, (_, record) => bytes.subarray(record * each, (record + 1) * each));
};

/** One buffer per input of a record. */
export const splitInputs = (record: Uint8Array, { inputs }: CompiledModel): Uint8Array[] => {
  let at = 0;
  return inputs.map(({ bytes }) => {
    at += bytes;
    return record.subarray(at - bytes, at);
  });
};
