import { ExitCode, ToolError } from '../errors.ts';
import type { LabelledSet } from '../run/classify.ts';
import { readInput } from './read-file.ts';

/**
 * `--data X` and `--labels Y`; labels of `name.x.bin` are looked for in `name.y.bin`.
 * @throws ToolError `USAGE`, `FILE_NOT_FOUND`
 */
export const readLabelledSet = (data: string | undefined, labels: string | undefined): LabelledSet | undefined => {
  if (data === undefined) return undefined;
  const beside = /\.x\.bin$/.test(data) ? data.replace(/\.x\.bin$/, '.y.bin') : undefined;
  const path = labels ?? beside;
  if (path === undefined)
    throw new ToolError(
      'USAGE',
      ExitCode.Usage,
      `--data ${data} has no labels`,
      'Name them with --labels FILE (one byte a record), or call the files name.x.bin and name.y.bin.',
    );
  return { records: readInput(data), labels: readInput(path) };
};
