import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingTools, skipUnless } from './system-tools.ts';

let known: string | false | undefined;
/** A C compiler of this machine, if it has one. */
export const hostCompiler = (): string | undefined => {
  known ??= ['gcc', 'clang', 'cc'].find((name) => missingTools(name).length === 0) ?? false;
  return known || undefined;
};

// What must not happen ends the program: compilers' word on undefined behaviour, and every warning.
const STRICT = ['-std=c99', '-pedantic', '-Wall', '-Wextra', '-Werror'];
const CHECKED = ['-fsanitize=undefined', '-fno-sanitize-recover=all'];

/** Runs a C program and gives what it prints. */
export const runC = (
  source: string,
  { flags = [] as readonly string[], input = '' as string | Uint8Array } = {},
): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-c-'));
  try {
    const [from, to] = [join(folder, 'program.c'), join(folder, 'program')];
    writeFileSync(from, source);
    spawnOrFail(hostCompiler() as string, [...STRICT, ...CHECKED, ...flags, from, '-o', to]);
    return spawnOrFail(to, [], input);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const spawnOrFail = (program: string, args: readonly string[], input: string | Uint8Array = ''): Buffer => {
  const { status, signal, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${program} ended with ${signal ?? status}:\n${stderr.toString().slice(0, 4000)}`);
  return stdout;
};

export const needsCompiler = (context: Mocha.Context): void =>
  skipUnless(hostCompiler() !== undefined, context, 'gcc or clang');
