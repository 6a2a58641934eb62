import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const binary = `${root}bin/picojoule.js`;
export const demoModel = `${root}models/demo/fashion.tflite`;

export interface Spawned {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user would, in its own process. */
export const picojoule = (...args: readonly string[]): Promise<Spawned> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [binary, ...args], { cwd: root });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => {
      stdout += bytes.toString();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
