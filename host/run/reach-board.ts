import type { NamedBoard } from '../../boards/spec.ts';
import type { Image } from '../aot/image.ts';
import type { RunningBoard } from '../emulate/boards/spec.ts';
import { startEmulated } from '../emulate/start-emulated.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { imageForms } from '../firmware/image-forms.ts';
import { connect, type Device } from '../link/device.ts';
import type { DeviceInfo } from '../link/messages.ts';
import { openSerial } from '../link/serial.ts';
import { programmerOf } from '../programmers/shared/programmer-of.ts';
import type { ProgramEvent } from '../programmers/spec.ts';
import { hex32 } from '../units.ts';
import { findPort } from './find-port.ts';

/** How a board is reached, where it is not an emulated one of ours. */
export interface BoardPlace {
  /** Serial port; searched where absent. */
  readonly port?: string;
  /** Drive of the bootloader, or folder of an emulator; searched where absent. */
  readonly drive?: string;
}

export interface ReachedBoard {
  readonly device: Device;
  readonly info: DeviceInfo;
  /** The emulator's own view, where there is one. */
  readonly emulated?: RunningBoard;
  close(): Promise<void>;
}

export interface ReachRequest extends BoardPlace {
  readonly board: NamedBoard;
  /** Firmware to put on the board first, and the checksum by which it must introduce itself. */
  readonly firmware?: { readonly image: Image; readonly modelCrc: number };
  readonly onProgress?: (event: ProgramEvent) => void;
}

/**
 * Flashes a board, if asked to, opens its serial port and has it introduce itself: that is the proof that the firmware runs.
 * @throws ToolError of programmer and link, `WRONG_FIRMWARE`
 */
export const reachBoard = async ({ board, firmware, port, drive, onProgress }: ReachRequest): Promise<ReachedBoard> => {
  const emulated = board.emulator !== undefined && port === undefined ? await startEmulated(board.id) : undefined;
  try {
    if (firmware) {
      const programmer = programmerOf(board);
      const place = emulated?.drivePath ?? drive;
      await programmer.flash({
        board,
        bytes: imageForms[programmer.form](firmware.image, board),
        ...(place !== undefined && { place }),
        ...(onProgress && { onEvent: onProgress }),
      });
    }
    const path = emulated?.serialPath ?? (await findPort(board, port));
    const transport = await openSerial(path, board.serial.baudRate);
    try {
      const { device, info } = await connect(transport);
      if (firmware) refuseOther(info, firmware.modelCrc, board);
      const close = async () => {
        await transport.close();
        emulated?.stop();
      };
      return { device, info, ...(emulated && { emulated }), close };
    } catch (error) {
      await transport.close();
      throw error;
    }
  } catch (error) {
    emulated?.stop();
    // What the emulator saw says more than the silence that followed from it.
    throw emulated?.fault() ?? error;
  }
};

/** @throws ToolError `WRONG_FIRMWARE` where the board runs something else than was meant */
export const refuseOther = (info: DeviceInfo, modelCrc: number, board: NamedBoard): void => {
  if (info.modelCrc === modelCrc && info.board === board.id) return;
  throw new ToolError(
    'WRONG_FIRMWARE',
    ExitCode.VerifyFailed,
    `the board runs ${info.model} (${hex32(info.modelCrc)}) built for ${info.board}; this model is ${hex32(modelCrc)} for ${board.id}`,
    'Flash it with this model: picojoule flash MODEL.',
  );
};
