import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const QEMU = 'qemu-system-arm';
/** A Cortex-M4F with 4 MiB of RAM for code at 0, and 4 MiB more. */
const MACHINE = 'mps2-an386';
const TIMEOUT_MS = 60_000;
/** Semihosting operations (Arm Semihosting for AArch32, 5). */
export const semihosting = { open: 0x01, write: 0x05, exit: 0x18 } as const;
/** What an image gives SYS_EXIT for a normal end: ADP_Stopped_ApplicationExit. */
export const APPLICATION_EXIT = 0x2_0026;

/** Runs an image from address 0; what it wrote to its terminal by semihosting. */
export const runOnQemu = (image: Uint8Array): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-qemu-'));
  try {
    const file = join(folder, 'image.bin');
    writeFileSync(file, image);
    const semihost = ['-semihosting-config', 'enable=on,target=native'];
    const { status, stdout, stderr, error } = spawnSync(
      QEMU,
      ['-M', MACHINE, '-kernel', file, '-display', 'none', '-monitor', 'none', '-serial', 'none', ...semihost],
      { timeout: TIMEOUT_MS, maxBuffer: 64 << 20 },
    );
    if (error || status !== 0) throw new Error(`${QEMU} ended with ${status}: ${error ?? stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
