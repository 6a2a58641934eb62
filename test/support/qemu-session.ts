import { Frame } from '../../assembly/shared/protocol.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import type { Image } from '../../host/aot/image.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instructionsIn } from '../../host/emulate/qemu/instructions.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { modelCrc } from '../../host/firmware/tables.ts';
import { parseLayer, parseResult } from '../../host/link/messages.ts';
import { importModel } from '../../host/model/import-model.ts';
import { type ReachedBoard, reachBoard } from '../../host/run/reach-board.ts';
import { demoModel } from './spawn.ts';

export interface Flashable {
  readonly image: Image;
  readonly modelCrc: number;
}

/** The demo model's firmware, with the machine code of some functions replaced. */
export const patchedFirmware = async (
  board: NamedBoard,
  patches: Readonly<Record<string, readonly number[]>>,
): Promise<Flashable> => {
  const model = await compileGraph(await importModel(demoModel));
  const image = await buildFirmware(model, board);
  const segments = image.segments.map((segment) => {
    const code = patches[segment.name];
    if (code === undefined) return segment;
    const bytes = segment.bytes.slice();
    bytes.set(new Uint8Array(Uint16Array.from(code).buffer));
    return { ...segment, bytes };
  });
  return { image: { ...image, segments }, modelCrc: modelCrc(model) };
};

/** A machine that runs `firmware`, until `body` ends. */
export const onQemu = async <T>(
  board: NamedBoard,
  firmware: Flashable,
  body: (reached: ReachedBoard) => Promise<T>,
): Promise<T> => {
  const reached = await reachBoard({ board, firmware });
  try {
    return await body(reached);
  } finally {
    await reached.close();
  }
};

/** Instructions of one inference, and of each layer if they are asked for. */
export const countOnce = async ({ device }: ReachedBoard, board: NamedBoard, withLayers = true) => {
  const layers: number[] = [];
  let whole = 0;
  await device.infer(
    { count: 1, warmup: 0, layers: withLayers, crcs: false },
    {
      silenceMs: 60_000,
      onGap: ({ missing }) => {
        throw new Error(`${missing} frames lost`);
      },
      onFrame: ({ type, payload }) => {
        if (type === Frame.LAYER) layers.push(instructionsIn(board, parseLayer(payload).cycles));
        if (type === Frame.RESULT) whole = instructionsIn(board, Number(parseResult(payload).cycles));
      },
    },
  );
  return { layers, whole };
};
