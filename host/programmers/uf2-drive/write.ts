import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ExitCode, ToolError } from '../../errors.ts';
import { INFO_FILE } from './find.ts';

const CHUNK_BYTES = 32 * 1024;

/** Opens a file to write to it; for tests, a drive that says no. */
export type OpenFile = (path: string) => Promise<OpenedFile>;
export interface OpenedFile {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const openFile: OpenFile = (path) => open(path, 'w');

/**
 * Copies a file to a drive in pieces, and sees to it that nothing waits in a cache.
 * @throws ToolError `DRIVE_PERMISSION`, `DRIVE_FULL`, `DRIVE_VANISHED`
 */
export const writeToDrive = async (
  drive: string,
  bytes: Uint8Array,
  openDriveFile: OpenFile,
  onWritten: (written: number) => void,
): Promise<void> => {
  let written = 0;
  try {
    const file = await openDriveFile(join(drive, 'firmware.uf2'));
    try {
      while (written < bytes.length) {
        const { bytesWritten } = await file.write(bytes, written, Math.min(CHUNK_BYTES, bytes.length - written));
        if (bytesWritten === 0) throw Object.assign(new Error('nothing more is taken'), { code: 'ENOSPC' });
        written += bytesWritten;
        if (written < bytes.length && !existsSync(join(drive, INFO_FILE)))
          throw Object.assign(new Error('the drive is gone'), { code: 'ENODEV' });
        onWritten(written);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    // The board reboots on the last block, often before the host's last sync is answered: that is success so far.
    if (written < bytes.length) throw writeError(drive, written, bytes.length, cause);
  }
};

const writeError = (drive: string, written: number, total: number, cause: unknown): ToolError => {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new ToolError(
      'DRIVE_PERMISSION',
      ExitCode.Permission,
      `no permission to write to ${drive}`,
      'Mount the drive for your user, or copy the UF2 with the rights it needs.',
      { cause },
    );
  if (code === 'ENOSPC')
    return new ToolError(
      'DRIVE_FULL',
      ExitCode.NoDevice,
      `${drive} is full after ${written} of ${total} bytes`,
      'Unplug the board, hold BOOTSEL and plug it in again.',
      { cause },
    );
  return new ToolError(
    'DRIVE_VANISHED',
    ExitCode.Link,
    `${drive} went away after ${written} of ${total} bytes (${code})`,
    'Check the cable, hold BOOTSEL while plugging the board in, and flash again.',
    { cause },
  );
};
