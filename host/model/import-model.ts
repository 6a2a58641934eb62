import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { ExitCode, ToolError } from '../errors.ts';
import { MiB } from '../units.ts';
import { tooLarge } from './errors.ts';
import type { Graph } from './graph.ts';
import { importOnnx } from './onnx/import-onnx.ts';
import { importTflite } from './tflite/read.ts';

/** No microcontroller holds more; a larger file is a mistake. */
const MAX_FILE_BYTES = 64 * MiB;

const importers: Record<string, (bytes: Uint8Array, name: string) => Graph> = {
  '.tflite': importTflite,
  '.onnx': importOnnx,
};

const cannotRead =
  (path: string) =>
  (cause: unknown): never => {
    const reason = (cause as NodeJS.ErrnoException).code ?? `${cause}`;
    throw new ToolError(
      'FILE_NOT_FOUND',
      ExitCode.Usage,
      `cannot read ${path} (${reason})`,
      'Check the path and its permissions.',
      { cause },
    );
  };

/**
 * Reads a model file; its format follows from its extension.
 * @throws ToolError `FILE_NOT_FOUND`, `MODEL_UNKNOWN_FORMAT`, `MODEL_TOO_LARGE`, and what the importer throws
 */
export const importModel = async (path: string): Promise<Graph> => {
  const importer = importers[extname(path).toLowerCase()];
  const info = await stat(path).catch(cannotRead(path));
  if (!importer || !info.isFile())
    throw new ToolError(
      'MODEL_UNKNOWN_FORMAT',
      ExitCode.Usage,
      `${path} is not a model file that can be read`,
      `Give a ${Object.keys(importers).join(' or ')} file.`,
    );
  if (info.size > MAX_FILE_BYTES) throw tooLarge(`${path} has ${info.size} bytes, more than ${MAX_FILE_BYTES}`);
  return importer(await readFile(path).catch(cannotRead(path)), basename(path, extname(path)));
};
