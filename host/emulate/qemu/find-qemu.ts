import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ExitCode, ToolError } from '../../errors.ts';

const NAME = 'qemu-system-arm';

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @throws ToolError `QEMU_MISSING` */
export const findQemu = (): string => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => join(folder, NAME)).find(isExecutable);
  if (found !== undefined) return found;
  throw new ToolError(
    'QEMU_MISSING',
    ExitCode.NoDevice,
    `${NAME} is not on the PATH`,
    'Install it: `apt-get install qemu-system-arm`, or `brew install qemu`.',
  );
};
