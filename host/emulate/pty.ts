import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { ExitCode, ToolError } from '../errors.ts';

interface NativePty {
  open(columns: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string };
}

export interface Pty {
  /** What a serial program opens. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  close(): void;
}

/** The package's own `open` reads from the far end and so steals what the serial program should get; its native half does not. */
const loadNative = (): NativePty => {
  const name = `@lydell/node-pty-${process.platform}-${process.arch}/pty.node`;
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve('@lydell/node-pty'))(name) as NativePty;
  } catch (cause) {
    throw new ToolError(
      'NO_PTY',
      ExitCode.NoDevice,
      `no pseudo-terminal: ${name} is not installed`,
      'Emulated boards need Linux or macOS with the optional package @lydell/node-pty; run `npm ci` again.',
      { cause },
    );
  }
};

/** What waits for a reader; beyond it bytes are lost, as on a line that nobody listens to. */
const MAX_PENDING_BYTES = 1 << 20;

/** A pseudo-terminal whose far end a serial program can open, close and open again. */
export const openPty = (onData: (bytes: Uint8Array) => void): Pty => {
  const { master, slave, pty } = loadNative().open(80, 24);
  // The far end is held open and never read from here. Raw, because a terminal echoes what comes before a program has set it.
  const far = new ReadStream(slave);
  far.setRawMode(true);
  const stream = new ReadStream(master);
  stream.on('data', onData);
  // EIO when the last reader goes away on some systems; we hold one end open, so it only comes while closing.
  stream.on('error', () => undefined);
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const flush = (): void => {
    timer = undefined;
    while (pending.length > 0 && !isClosed) {
      const bytes = Buffer.concat(pending);
      try {
        const written = writeSync(master, bytes);
        pending = written < bytes.length ? [bytes.subarray(written)] : [];
        pendingBytes -= written;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        // The serial program has not read yet; the terminal's buffer is full.
        pending = [bytes];
        timer = setTimeout(flush, 1);
        return;
      }
    }
  };
  return {
    path: pty,
    write: (bytes) => {
      if (pendingBytes + bytes.length > MAX_PENDING_BYTES) return;
      pending.push(bytes.slice());
      pendingBytes += bytes.length;
      if (timer === undefined) flush();
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      if (timer !== undefined) clearTimeout(timer);
      stream.destroy();
      far.destroy();
    },
  };
};
