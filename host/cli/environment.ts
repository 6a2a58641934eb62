import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Environment } from '../report/spec.ts';
import { readInput } from './read-file.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** What a report says of the circumstances. */
export const environment = (modelPath: string | undefined, input: string): Environment => ({
  picojoule: version,
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  ...(modelPath !== undefined && {
    model: { path: modelPath, sha256: createHash('sha256').update(readInput(modelPath)).digest('hex') },
  }),
  input,
  date: new Date().toISOString(),
});
