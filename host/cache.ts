import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const folder = (): string =>
  process.env['PICOJOULE_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'picojoule');

/**
 * What `make` gives, kept on disk under a hash of everything it depends on. An entry is a checksum and the bytes, so that a
 * damaged one is made again; a folder that cannot be written only costs the time.
 */
export const cached = async (
  kind: string,
  dependsOn: readonly (string | Uint8Array)[],
  make: () => Promise<Uint8Array> | Uint8Array,
): Promise<Uint8Array> => {
  const key = createHash('sha256');
  for (const part of dependsOn) key.update(`${part.length}:`).update(part);
  const path = join(folder(), `${kind}-${key.digest('hex').slice(0, 40)}`);
  const stored = await readFile(path).catch(() => undefined);
  const kept = stored && intact(stored);
  if (kept) return kept;
  const made = await make();
  await keep(path, made).catch(() => undefined);
  return made;
};

const CHECKSUM_BYTES = 32;
const checksum = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const intact = (stored: Buffer): Uint8Array | undefined => {
  const bytes = stored.subarray(CHECKSUM_BYTES);
  return checksum(bytes).equals(stored.subarray(0, CHECKSUM_BYTES)) ? bytes : undefined;
};

const keep = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(folder(), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, Buffer.concat([checksum(bytes), bytes]));
  await rename(temporary, path);
};
