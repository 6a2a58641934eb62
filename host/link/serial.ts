import { existsSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { ExitCode, ToolError } from '../errors.ts';
import type { Transport } from './transport.ts';

const portError = (path: string, cause: Error): ToolError => {
  const text = cause.message;
  if (/permission denied|EACCES|access denied/i.test(text)) {
    return new ToolError(
      'PORT_PERMISSION',
      ExitCode.Permission,
      `no permission to open ${path}`,
      'On Linux add yourself to the group `dialout` and log in again.',
      { cause },
    );
  }
  if (/busy|lock|resource temporarily unavailable/i.test(text)) {
    return new ToolError(
      'PORT_BUSY',
      ExitCode.Busy,
      `another program holds ${path}`,
      'Close the other terminal or tool, then try again.',
      { cause },
    );
  }
  return new ToolError(
    'NO_PORT',
    ExitCode.NoDevice,
    `cannot open ${path}: ${text}`,
    'Check the cable; `picojoule ports` lists what is there.',
    { cause },
  );
};

/** Opens a serial port, or a pseudo-terminal, for us alone. */
export const openSerial = async (path: string, baudRate: number): Promise<Transport> => {
  if (process.platform !== 'win32' && !existsSync(path)) throw portError(path, new Error('it does not exist'));
  const port = new SerialPort({ path, baudRate, autoOpen: false, lock: true });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(portError(path, error)) : resolve()));
  });
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => (error ? reject(portError(path, error)) : resolve()));
      }),
    onData: (listener) => {
      port.on('data', (bytes: Buffer) => listener(bytes));
      // Reported as the end: what was lost is the link's business, by its time limits.
      port.on('error', () => listener(undefined));
      port.on('close', () => listener(undefined));
    },
    close: () =>
      new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      }),
  };
};
