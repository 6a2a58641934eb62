import type { ToolError } from '../../errors.ts';
import { openPty } from '../pty.ts';
import { findQemu } from '../qemu/find-qemu.ts';
import { FirmwareFolder } from '../qemu/firmware-folder.ts';
import { type Qemu, startQemu } from '../qemu/process.ts';
import type { EmulatedBoardSpec } from './spec.ts';

/**
 * Any machine of QEMU that a board file names. Its UART is joined to a terminal of ours, not of QEMU's, which would look for a
 * reader once a second only, and would have another name after each flashing.
 */
export default {
  start: ({ qemu }, options) => {
    if (!qemu) throw new Error('the board file names no machine');
    // Before anything is opened; the machine itself starts when it is flashed.
    findQemu();
    let machine: Qemu | undefined;
    let fault: ToolError | undefined;
    const pty = openPty((bytes) => machine?.send(bytes));
    const folder = new FirmwareFolder(qemu.machine, (firmware) => {
      machine?.stop();
      machine = startQemu({
        ...qemu,
        firmware,
        folder: folder.path,
        onSerial: (bytes) => pty.write(bytes),
        // The port goes away with the board, so that nobody waits for an answer.
        onEnd: (error) => {
          fault = error;
          options.onFault?.(error);
          pty.close();
        },
      });
    });
    return {
      serialPath: pty.path,
      drivePath: folder.path,
      stop: () => {
        machine?.stop();
        folder.remove();
        pty.close();
      },
      fault: () => fault,
    };
  },
} satisfies EmulatedBoardSpec;
