import { crc32 } from 'node:zlib';
import { Frame, Region } from '../../assembly/shared/protocol.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { Session } from '../execute/session.ts';
import type { Device } from '../link/device.ts';
import { parseLayer } from '../link/messages.ts';
import { checkDone } from './check-done.ts';
import { splitInputs } from './records.ts';
import { inferOnBoard, SILENCE_MS } from './time-inferences.ts';

/**
 * Runs one record on the board and in Node, as the first of its life where the network keeps state, and compares every layer by its checksum and the outputs byte for byte.
 * @returns the outputs
 * @throws ToolError `VERIFY_FAILED` naming the first layer that differs
 */
export const verifyRecord = async (
  device: Device,
  model: CompiledModel,
  session: Session,
  record: Uint8Array,
  name: string,
): Promise<Uint8Array> => {
  await device.load(record);
  const onBoard = new Map<number, number>();
  await inferOnBoard(device, { count: 1, warmup: 0, layers: true, crcs: true, isFresh: true }, ({ type, payload }) => {
    if (type !== Frame.LAYER) return;
    const { layer, crc } = parseLayer(payload);
    onBoard.set(layer, crc);
  });
  session.reset();
  let index = 0;
  const outputs = session.inferLayers(splitInputs(record, model), (layer, output) => {
    const seen = onBoard.get(index++);
    if (seen !== crc32(output)) throw differs(`layer ${layer.operatorIndex} (${layer.kind})`, name);
  });
  const expected = Buffer.concat(outputs);
  const got = await device.read(Region.OUTPUT, 0, expected.length);
  if (!expected.equals(got)) throw differs('the output', name);
  return expected;
};

/**
 * Runs one record on the board and in Node, after what earlier records left in the network's state, and compares the outputs.
 * @param isFirst of a stream: the network forgets what was before
 * @returns the outputs
 * @throws ToolError `VERIFY_FAILED`
 */
export const verifyFrame = async (
  device: Device,
  model: CompiledModel,
  session: Session,
  record: Uint8Array,
  { name, isFirst }: { readonly name: string; readonly isFirst: boolean },
): Promise<Uint8Array> => {
  await device.load(record);
  // Once only: an inference repeated would be another frame. What tells of it may be lost, its outputs are read.
  const request = { count: 1, warmup: 0, layers: false, crcs: false, isFresh: isFirst };
  const ignored = { onFrame: () => undefined, onGap: () => undefined };
  checkDone(await device.infer(request, { silenceMs: SILENCE_MS, ...ignored }));
  if (isFirst) session.reset();
  const expected = Buffer.concat(session.infer(splitInputs(record, model)));
  const got = await device.read(Region.OUTPUT, 0, expected.length);
  if (!expected.equals(got)) throw differs('the output', name);
  return expected;
};

const differs = (what: string, record: string): ToolError =>
  new ToolError(
    'VERIFY_FAILED',
    ExitCode.VerifyFailed,
    `${what} of ${record} differs between the board and Node`,
    'Report this with the model: it is a fault of picojoule or of the board.',
  );
