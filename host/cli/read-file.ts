import { readFileSync, writeFileSync } from 'node:fs';
import { ExitCode, ToolError } from '../errors.ts';

/** @throws ToolError `FILE_NOT_FOUND` */
export const readInput = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ToolError('FILE_NOT_FOUND', ExitCode.Usage, `cannot read ${path}`, 'Check the path.', { cause });
  }
};

/** @throws ToolError `CANNOT_WRITE` */
export const writeOutput = (path: string, bytes: Uint8Array | string): void => {
  try {
    writeFileSync(path, bytes);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new ToolError(
      'CANNOT_WRITE',
      code === 'EACCES' || code === 'EPERM' ? ExitCode.Permission : ExitCode.Usage,
      `cannot write ${path} (${code})`,
      'Check that its folder exists, is yours and has room.',
      { cause },
    );
  }
};
