import type { BoardSpec } from '../../../boards/spec.ts';
import { fromUf2, type Uf2 } from '../../aot/format/uf2.ts';
import { ToolError } from '../../errors.ts';
import { connectIna219 } from '../connect-ina219.ts';
import { EmulatedPico } from '../pico.ts';
import { openPty } from '../pty.ts';
import { Uf2Drive } from '../uf2-drive.ts';
import type { EmulatedBoardSpec } from './spec.ts';

export default {
  start: (board, options) => {
    const { current } = board;
    const pty = openPty((bytes) => pico.sendSerial(bytes));
    const pico = new EmulatedPico({
      flashBytes: board.flash.bytes,
      ...(board.trigger && { triggerGpio: board.trigger.gpio }),
      onSerial: (byte) => pty.write(Uint8Array.of(byte)),
      // The port goes away with the board, so that nobody waits for an answer.
      onFault: (error) => {
        options.onFault?.(error);
        pty.close();
      },
    });
    if (current?.sleepA !== undefined) connectIna219(pico, { ...current, sleepA: current.sleepA });
    const drive = new Uf2Drive({
      onImage: (bytes) => {
        const blocks = blocksFor(board, bytes);
        if (blocks === undefined) return false;
        pico.program(blocks);
        return options.isSilent === true || pico.boot();
      },
      ...(options.vanishAfterBytes !== undefined && { vanishAfterBytes: options.vanishAfterBytes }),
    });
    pico.start();
    return {
      serialPath: pty.path,
      drivePath: drive.path,
      stop: () => {
        pico.stop();
        drive.remove();
        pty.close();
      },
      fault: () => pico.fault,
      inferenceInstructions: () => pico.triggerWindows.map(({ start, end }) => end.instructions - start.instructions),
    };
  },
} satisfies EmulatedBoardSpec;

/** The blocks of a file that the boot ROM would write to flash; undefined for what it ignores. */
const blocksFor = (board: BoardSpec, bytes: Uint8Array): Uf2['blocks'] | undefined => {
  const { flash, uf2 } = board;
  try {
    const { familyId, blocks } = fromUf2(bytes);
    const isInFlash = ({ address, bytes: { length } }: Uf2['blocks'][number]) =>
      address >= flash.origin && address + length <= flash.origin + flash.bytes;
    return familyId === uf2?.familyId && blocks.every(isInFlash) ? blocks : undefined;
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
};
