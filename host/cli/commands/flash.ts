import type { NamedBoard } from '../../../boards/spec.ts';
import type { Rounding } from '../../model/rounding.ts';
import type { ProgrammerSpec } from '../../programmers/spec.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { progressOn } from '../progress.ts';
import { readInput } from '../read-file.ts';

export default defineCommand({
  command: 'flash <firmware>',
  describe: 'put a model, or built firmware, on a board and see it answer',
  builder: (yargs) =>
    yargs
      .positional('firmware', {
        type: 'string',
        demandOption: true,
        describe: 'a .tflite or .onnx file, or what `build` wrote for this board',
      })
      .option('board', { type: 'string', default: 'pico', describe: 'see `picojoule boards`' })
      .option('port', options.port)
      .option('drive', options.drive)
      .option('rounding', { ...options.rounding, describe: `of a model: ${options.rounding.describe}` })
      .option('prove', { type: 'boolean', default: true, describe: '--no-prove: do not wait for its answer' })
      .option('json', options.json),
  handler: async ({ firmware, board: id, port, drive, rounding, prove, json }) => {
    const board = findBoard(id);
    const { programmerOf } = await import('../../programmers/shared/programmer-of.ts');
    const programmer = programmerOf(board);
    const { bytes, crc } = await firmwareBytes(firmware, rounding, board, programmer);
    const progress = progressOn(process.stderr);
    await programmer.flash({
      board,
      bytes,
      ...(drive !== undefined && { place: drive }),
      onEvent: (event) => {
        if (event.kind === 'written') progress.onProgress('flash', event.bytes, event.total);
      },
    });
    progress.end();
    const info = prove ? await introduce(board, port, crc) : undefined;
    const answer = info ? `it runs ${info.model} for ${info.board}` : 'not asked whether it runs';
    process.stdout.write(
      json
        ? `${JSON.stringify({ board: id, bytes: bytes.length, info })}\n`
        : `${bytes.length} bytes written; ${answer}\n`,
    );
  },
});

const firmwareBytes = async (
  path: string,
  rounding: Rounding,
  board: NamedBoard,
  { form }: ProgrammerSpec,
): Promise<{ bytes: Uint8Array; crc?: number }> => {
  if (path.toLowerCase().endsWith(`.${form}`)) return { bytes: readInput(path) };
  const { importModel } = await import('../../model/import-model.ts');
  const { compileGraph } = await import('../../compile/compile-graph.ts');
  const { modelCrc } = await import('../../firmware/tables.ts');
  const { buildFirmware } = await import('../../firmware/build-firmware.ts');
  const { imageForms } = await import('../../firmware/image-forms.ts');
  const model = await compileGraph(await importModel(path), { target: board.target, rounding });
  return { bytes: Buffer.from(imageForms[form](await buildFirmware(model, board), board)), crc: modelCrc(model) };
};

/** Has the board say what it runs; with a checksum, it must be that. */
const introduce = async (board: NamedBoard, port: string | undefined, crc: number | undefined) => {
  const { reachBoard, refuseOther } = await import('../../run/reach-board.ts');
  const { findPort } = await import('../../run/find-port.ts');
  const { info, close } = await reachBoard({ board, port: await findPort(board, port) });
  await close();
  if (crc !== undefined) refuseOther(info, crc, board);
  return info;
};
