import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRMWARE_FILE, MACHINE_FILE } from '../../programmers/qemu-folder/files.ts';

const POLL_MS = 5;

/** The folder of a running emulator: firmware that is moved into it goes away as soon as the machine has it. */
export class FirmwareFolder {
  readonly path: string;
  readonly #timer: NodeJS.Timeout;

  constructor(machine: string, onFirmware: (file: string) => void) {
    this.path = mkdtempSync(join(tmpdir(), 'picojoule-qemu-'));
    writeFileSync(join(this.path, MACHINE_FILE), `${machine}\n`);
    const arrived = join(this.path, FIRMWARE_FILE);
    const taken = join(this.path, 'running.elf');
    this.#timer = setInterval(() => {
      if (!existsSync(arrived)) return;
      renameSync(arrived, taken);
      onFirmware(taken);
    }, POLL_MS);
  }

  remove(): void {
    clearInterval(this.#timer);
    rmSync(this.path, { recursive: true, force: true });
  }
}
