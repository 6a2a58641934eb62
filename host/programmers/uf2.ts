import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BoardSpec } from '../../boards/spec.ts';
import { fromUf2 } from '../aot/format/uf2.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { hex32 } from '../units.ts';
import type { ProgrammerSpec } from './spec.ts';

const CHUNK_BYTES = 32 * 1024;
const VANISH_LIMIT_MS = 5000;
const VANISH_POLL_MS = 20;

const foldersIn = (path: string): string[] => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(path, entry.name));
  } catch {
    // Absent or not ours to look into: no drive of ours is there.
    return [];
  }
};

const mountPoints = (): string[] => {
  if (process.platform === 'win32') return Array.from('DEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`);
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  return ['/media', '/run/media', '/mnt'].flatMap(foldersIn).flatMap((folder) => [folder, ...foldersIn(folder)]);
};

const boardIdOf = (drive: string): string | undefined => {
  try {
    return /^Board-ID:\s*(\S+)/im.exec(readFileSync(join(drive, 'INFO_UF2.TXT'), 'latin1'))?.[1];
  } catch {
    return undefined;
  }
};

const detect = (board: BoardSpec): string[] => mountPoints().filter((drive) => boardIdOf(drive) === board.uf2?.boardId);

const findDrive = (board: BoardSpec, place: string | undefined): string => {
  const drives = place === undefined ? detect(board) : [place];
  const [drive] = drives;
  if (drive === undefined || boardIdOf(drive) === undefined) {
    throw new ToolError(
      'NO_DRIVE',
      ExitCode.NoDevice,
      place === undefined ? `no drive of ${board.title} is mounted` : `${place} has no INFO_UF2.TXT`,
      'Hold BOOTSEL while plugging the board in, and let the drive mount; or name it with --drive.',
    );
  }
  if (drives.length > 1) {
    throw new ToolError(
      'MANY_DRIVES',
      ExitCode.Usage,
      `${drives.length} boards wait for firmware: ${drives.join(', ')}`,
      'Name one with --drive.',
    );
  }
  if (boardIdOf(drive) !== board.uf2?.boardId) {
    throw new ToolError(
      'WRONG_BOARD',
      ExitCode.Usage,
      `${drive} is a ${boardIdOf(drive)}, ${board.title} is a ${board.uf2?.boardId}`,
      'Choose the board with --board.',
    );
  }
  return drive;
};

const checkFamily = (board: BoardSpec, bytes: Uint8Array): void => {
  const { familyId } = fromUf2(bytes);
  if (familyId === board.uf2?.familyId) return;
  throw new ToolError(
    'WRONG_FAMILY',
    ExitCode.Usage,
    `the UF2 is for family ${hex32(familyId)}, ${board.title} takes ${hex32(board.uf2?.familyId ?? 0)}`,
    'Build it again with this --board: the drive would ignore the file without a word.',
  );
};

const writeError = (drive: string, written: number, total: number, cause: unknown): ToolError => {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new ToolError(
      'DRIVE_PERMISSION',
      ExitCode.Permission,
      `no permission to write to ${drive}`,
      'Mount the drive for your user, or copy the UF2 with the rights it needs.',
      { cause },
    );
  }
  if (code === 'ENOSPC') {
    return new ToolError(
      'DRIVE_FULL',
      ExitCode.NoDevice,
      `${drive} is full after ${written} of ${total} bytes`,
      'Unplug the board, hold BOOTSEL and plug it in again.',
      { cause },
    );
  }
  return new ToolError(
    'DRIVE_VANISHED',
    ExitCode.Link,
    `${drive} went away after ${written} of ${total} bytes (${code})`,
    'Check the cable, hold BOOTSEL while plugging the board in, and flash again.',
    { cause },
  );
};

export default {
  title: 'UF2 drive (BOOTSEL)',
  detect,
  flash: async ({ board, bytes, place, onEvent }) => {
    checkFamily(board, bytes);
    const drive = findDrive(board, place);
    onEvent?.({ kind: 'found', place: drive });
    let written = 0;
    try {
      const file = await open(join(drive, 'firmware.uf2'), 'w');
      try {
        while (written < bytes.length) {
          const result = await file.write(bytes, written, Math.min(CHUNK_BYTES, bytes.length - written));
          written += result.bytesWritten;
          if (written < bytes.length && !existsSync(join(drive, 'INFO_UF2.TXT'))) {
            throw Object.assign(new Error('the drive is gone'), { code: 'ENODEV' });
          }
          onEvent?.({ kind: 'written', bytes: written, total: bytes.length });
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (cause) {
      // The board reboots on the last block, often before the host's last sync is answered: that is success so far.
      if (written < bytes.length) throw writeError(drive, written, bytes.length, cause);
    }
    for (let waitedMs = 0; existsSync(join(drive, 'INFO_UF2.TXT')); waitedMs += VANISH_POLL_MS) {
      if (waitedMs >= VANISH_LIMIT_MS) {
        throw new ToolError(
          'NOT_BOOTED',
          ExitCode.Link,
          `${drive} is still there ${VANISH_LIMIT_MS} ms after ${bytes.length} bytes were written`,
          'The board refused the image: check that its boot block and family are right, then flash again.',
        );
      }
      await delay(VANISH_POLL_MS);
    }
    onEvent?.({ kind: 'booted' });
  },
} satisfies ProgrammerSpec;
