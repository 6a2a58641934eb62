import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoardSpec } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { type Clock, systemClock } from '../link/transport.ts';
import { FIRMWARE_FILE, MACHINE_FILE } from './qemu-folder/files.ts';
import { isGoneWithin } from './shared/is-gone-within.ts';
import type { ProgrammerSpec } from './spec.ts';

const TAKEN_LIMIT_MS = 5000;

/** @throws ToolError `NO_DRIVE`, `WRONG_BOARD` */
const checkFolder = ({ title, qemu }: BoardSpec, place: string | undefined): string => {
  const file = join(place ?? '', MACHINE_FILE);
  if (place === undefined || !existsSync(file))
    throw new ToolError(
      'NO_DRIVE',
      ExitCode.NoDevice,
      place === undefined ? `no emulator of ${title} is named` : `${place} is not the folder of an emulator`,
      'Start one with `picojoule emulate BOARD`, and name the folder that it prints with --drive.',
    );
  const machine = readFileSync(file, 'utf8').trim();
  if (machine !== qemu?.machine)
    throw new ToolError(
      'WRONG_BOARD',
      ExitCode.Usage,
      `${place} is a ${machine}, ${title} is a ${qemu?.machine}`,
      'Choose the board with --board.',
    );
  return place;
};

/** Gives firmware to a running emulator, which starts its machine with it. */
export const qemuProgrammer = (clock: Clock = systemClock): ProgrammerSpec => ({
  title: 'emulator on QEMU',
  form: 'elf',
  detect: () => [],
  flash: async ({ board, bytes, place, onEvent }) => {
    const folder = checkFolder(board, place);
    onEvent?.({ kind: 'found', place: folder });
    const file = join(folder, FIRMWARE_FILE);
    // Moved into place whole: the emulator never sees a part of it.
    await writeFile(`${file}.part`, bytes);
    await rename(`${file}.part`, file);
    onEvent?.({ kind: 'written', bytes: bytes.length, total: bytes.length });
    if (!(await isGoneWithin(file, TAKEN_LIMIT_MS, clock)))
      throw new ToolError(
        'NOT_BOOTED',
        ExitCode.Link,
        `${file} is still there after ${TAKEN_LIMIT_MS} ms`,
        'The emulator has ended: start it again.',
      );
    onEvent?.({ kind: 'booted' });
  },
});

export default qemuProgrammer();
