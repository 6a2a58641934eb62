import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const POLL_MS = 20;
const BLOCK_BYTES = 512;
const TOTAL_BLOCKS_AT = 24;

/** The boot ROM's own files; RP2040 datasheet 2.8.4.2. */
const infoFile = 'UF2 Bootloader v3.0\r\nModel: Raspberry Pi RP2\r\nBoard-ID: RPI-RP2\r\n';
const indexFile =
  '<html><head><meta http-equiv="refresh" content="0;URL=\'https://raspberrypi.com/device/RP2?version=E0C9125B0D9B\'"/></head></html>\r\n';

export interface Uf2DriveOptions {
  /** Takes a complete file; false if it is not for this board, which the ROM ignores without a word. */
  readonly onImage: (bytes: Uint8Array) => boolean;
  /** For tests: the drive goes away as soon as this many bytes of a file have arrived. */
  readonly vanishAfterBytes?: number;
}

/** The BOOTSEL drive as a directory. It is there while the board waits for firmware, and vanishes when the board boots. */
export class Uf2Drive {
  readonly path: string;
  readonly #options: Uf2DriveOptions;
  readonly #parent: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: Uf2DriveOptions) {
    this.#options = options;
    this.#parent = mkdtempSync(join(tmpdir(), 'picojoule-drive-'));
    this.path = join(this.#parent, 'RPI-RP2');
    this.mount();
  }

  mount(): void {
    mkdirSync(this.path, { recursive: true });
    writeFileSync(join(this.path, 'INFO_UF2.TXT'), infoFile);
    writeFileSync(join(this.path, 'INDEX.HTM'), indexFile);
    this.#timer ??= setInterval(() => this.#look(), POLL_MS);
  }

  unmount(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    rmSync(this.path, { recursive: true, force: true });
  }

  remove(): void {
    this.unmount();
    rmSync(this.#parent, { recursive: true, force: true });
  }

  #look(): void {
    try {
      for (const name of readdirSync(this.path)) if (name.toLowerCase().endsWith('.uf2')) this.#lookAt(name);
    } catch (error) {
      // What the host takes away, or we do, between two looks is not there.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  #lookAt(name: string): void {
    const file = join(this.path, name);
    const { size } = statSync(file);
    if (this.#options.vanishAfterBytes !== undefined && size >= this.#options.vanishAfterBytes) {
      this.unmount();
      return;
    }
    const bytes = readFileSync(file);
    if (!isComplete(bytes)) return;
    if (this.#options.onImage(bytes)) this.unmount();
    else rmSync(file, { force: true });
  }
}

/** Whether as many blocks have arrived as the first one announces. */
const isComplete = (bytes: Uint8Array): boolean => {
  if (bytes.length < BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) return false;
  const announced = new DataView(bytes.buffer, bytes.byteOffset).getUint32(TOTAL_BLOCKS_AT, true);
  return bytes.length >= announced * BLOCK_BYTES;
};
