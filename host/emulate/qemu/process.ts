import { spawn } from 'node:child_process';
import type { BoardSpec } from '../../../boards/spec.ts';
import type { ToolError } from '../../errors.ts';
import { endedByItself } from './ended.ts';
import { findQemu } from './find-qemu.ts';

export interface QemuRequest extends NonNullable<BoardSpec['qemu']> {
  /** ELF file that is in the machine's memory when it starts. */
  readonly firmware: string;
  readonly folder: string;
  readonly onSerial: (bytes: Uint8Array) => void;
  /** Told once, if QEMU ends without being asked to. */
  readonly onEnd: (error: ToolError) => void;
}

export interface Qemu {
  send(bytes: Uint8Array): void;
  stop(): void;
}

/** The reason comes first; all registers may follow. */
const MAX_STDERR_CHARACTERS = 4096;

/**
 * One run of a QEMU machine, its UART 0 on our pipes. Virtual time is that of the instructions executed, and passes like real
 * time while the core sleeps (QEMU manual, "TCG instruction counting").
 */
export const startQemu = ({ machine, instructionNs, firmware, folder, onSerial, onEnd }: QemuRequest): Qemu => {
  const child = spawn(
    findQemu(),
    [
      ...['-machine', machine, '-kernel', firmware, '-icount', `shift=${Math.log2(instructionNs)}`],
      ...['-nodefaults', '-display', 'none', '-chardev', 'stdio,id=uart,signal=off', '-serial', 'chardev:uart'],
    ],
    { cwd: folder },
  );
  let stderr = '';
  let isOver = false;
  const end = (how: string): void => {
    if (isOver) return;
    isOver = true;
    onEnd(endedByItself(how, stderr));
  };
  child.stdout.on('data', onSerial);
  child.stderr.on('data', (bytes: Buffer) => {
    stderr = `${stderr}${bytes}`.slice(0, MAX_STDERR_CHARACTERS);
  });
  // What is written to a process that has just ended is lost like a byte to a dead board.
  child.stdin.on('error', () => undefined);
  child.on('error', ({ message }) => end(message));
  child.on('close', (code, signal) => end(signal ?? `exit code ${code}`));
  return {
    send: (bytes) => {
      if (!isOver) child.stdin.write(bytes);
    },
    stop: () => {
      isOver = true;
      child.kill('SIGKILL');
    },
  };
};
