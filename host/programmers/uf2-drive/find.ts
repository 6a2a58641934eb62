import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoardSpec } from '../../../boards/spec.ts';
import { ExitCode, ToolError } from '../../errors.ts';

export const INFO_FILE = 'INFO_UF2.TXT';

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

/** Where this system mounts drives. */
export const systemMountPoints = (): readonly string[] => {
  if (process.platform === 'win32') return Array.from('DEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`);
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  return ['/media', '/run/media', '/mnt'].flatMap(foldersIn).flatMap((folder) => [folder, ...foldersIn(folder)]);
};

/** What a bootloader's drive says it is: found by its file, since labels can be changed. */
export const boardIdOf = (drive: string): string | undefined => {
  try {
    return /^Board-ID:\s*(\S+)/im.exec(readFileSync(join(drive, INFO_FILE), 'latin1'))?.[1];
  } catch {
    return undefined;
  }
};

/**
 * The one drive to write to: `place`, or the only one of this board among `found`.
 * @throws ToolError `NO_DRIVE`, `MANY_DRIVES`, `WRONG_BOARD`
 */
export const chooseDrive = (board: BoardSpec, found: readonly string[], place: string | undefined): string => {
  const drives = place === undefined ? found : [place];
  const [drive] = drives;
  const id = drive === undefined ? undefined : boardIdOf(drive);
  if (drive === undefined || id === undefined)
    throw new ToolError(
      'NO_DRIVE',
      ExitCode.NoDevice,
      place === undefined ? `no drive of ${board.title} is mounted` : `${place} has no ${INFO_FILE}`,
      'Hold BOOTSEL while plugging the board in, and let the drive mount; or name it with --drive.',
    );
  if (drives.length > 1)
    throw new ToolError(
      'MANY_DRIVES',
      ExitCode.Usage,
      `${drives.length} boards wait for firmware: ${drives.join(', ')}`,
      'Name one with --drive.',
    );
  if (id !== board.uf2?.boardId)
    throw new ToolError(
      'WRONG_BOARD',
      ExitCode.Usage,
      `${drive} is a ${id}, ${board.title} is a ${board.uf2?.boardId}`,
      'Choose the board with --board.',
    );
  return drive;
};
