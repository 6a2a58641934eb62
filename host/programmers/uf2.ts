import { join } from 'node:path';
import type { BoardSpec } from '../../boards/spec.ts';
import { fromUf2 } from '../aot/format/uf2.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { type Clock, systemClock } from '../link/transport.ts';
import { hex32 } from '../units.ts';
import { isGoneWithin } from './shared/is-gone-within.ts';
import type { ProgrammerSpec } from './spec.ts';
import { boardIdOf, chooseDrive, INFO_FILE, systemMountPoints } from './uf2-drive/find.ts';
import { type OpenFile, openFile, writeToDrive } from './uf2-drive/write.ts';

const VANISH_LIMIT_MS = 5000;

/** What a test replaces. */
export interface Uf2Environment {
  readonly mountPoints?: () => readonly string[];
  readonly openFile?: OpenFile;
  readonly clock?: Clock;
}

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

/** A board that boots takes its drive away. */
const untilBooted = async (drive: string, bytes: number, clock: Clock): Promise<void> => {
  if (await isGoneWithin(join(drive, INFO_FILE), VANISH_LIMIT_MS, clock)) return;
  throw new ToolError(
    'NOT_BOOTED',
    ExitCode.Link,
    `${drive} is still there ${VANISH_LIMIT_MS} ms after ${bytes} bytes were written`,
    'The board refused the image: check that its boot block and family are right, then flash again.',
  );
};

export const uf2Programmer = ({
  mountPoints = systemMountPoints,
  openFile: openDriveFile = openFile,
  clock = systemClock,
}: Uf2Environment = {}): ProgrammerSpec => {
  const detect = (board: BoardSpec) => mountPoints().filter((drive) => boardIdOf(drive) === board.uf2?.boardId);
  return {
    title: 'UF2 drive (BOOTSEL)',
    form: 'uf2',
    detect,
    flash: async ({ board, bytes, place, onEvent }) => {
      checkFamily(board, bytes);
      const drive = chooseDrive(board, place === undefined ? detect(board) : [], place);
      onEvent?.({ kind: 'found', place: drive });
      await writeToDrive(drive, bytes, openDriveFile, (written) =>
        onEvent?.({ kind: 'written', bytes: written, total: bytes.length }),
      );
      await untilBooted(drive, bytes.length, clock);
      onEvent?.({ kind: 'booted' });
    },
  };
};

export default uf2Programmer();
