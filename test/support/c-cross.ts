import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../host/aot/compile-module.ts';
import { BareCore } from '../../host/emulate/bare/bare-core.ts';
import { FLASH, RAM_ORIGIN } from '../../host/emulate/bare/machine.ts';
import { type CCase, type Frame, programOf } from './c-program.ts';
import { MEMORY } from './wasm-board.ts';
import { checkLines, NO_DSE } from './wasm-c.ts';

const TOOLS = 'arm-none-eabi-';
const cpus: Readonly<Record<Target, string>> = { thumbv6m: 'cortex-m0plus', thumbv7em: 'cortex-m4' };
const RAM_BYTES = 264 << 10;
const INSTRUCTION_LIMIT = 500_000_000;

/** Text goes to memory. */
const bare: Frame = {
  before: `
#include <setjmp.h>
static jmp_buf out;
char output[${(MEMORY.origin - RAM_ORIGIN) >> 1}];
static char *end = output;
static void put(char c) { *end++ = c; }
static void leave(void) { longjmp(out, 1); }
#define TRAP(why, where) for ((void)(where);;) leave()
`,
  after: `
void run(void) {
  for (volatile int number = 0; number < CALLS; number++) {
    if (setjmp(out) == 0) calls[number]();
    else put('t');
    put('\\n');
  }
}`,
};

const tool = (name: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(`${TOOLS}${name}`, args);
  if (status !== 0) throw new Error(`${TOOLS}${name}: ${stderr.toString().slice(0, 4000)}`);
  return stdout.toString();
};

/** Fails unless modules in C, compiled for a Cortex-M, give on its emulated core what they give in Node. */
export const checkInCrossC = (cases: readonly CCase[], target: Target): void => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-cross-'));
  try {
    const [source, elf, part] = ['program.c', 'program.elf', 'part.bin'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(source, programOf(cases, bare));
    const places = [
      `-Wl,-Ttext=0x${FLASH.origin.toString(16)}`,
      `-Wl,-Tdata=0x${RAM_ORIGIN.toString(16)}`,
      '-Wl,-e,run',
    ];
    const flags = ['-std=gnu99', '-w', '-Os', '-mthumb', `-mcpu=${cpus[target]}`, '-ffreestanding', NO_DSE];
    tool('gcc', ...flags, '-nostdlib', ...places, source, '-o', elf, '-lc', '-lgcc');
    const bytesOf = (...sections: string[]): Uint8Array => {
      tool('objcopy', '-O', 'binary', ...sections.flatMap((name) => ['-j', name]), elf, part);
      return readFileSync(part);
    };
    const core = new BareCore({ target, ramBytes: RAM_BYTES, instructionLimit: INSTRUCTION_LIMIT });
    core.load({ segments: [{ name: 'text', address: FLASH.origin, bytes: bytesOf('.text', '.rodata') }] });
    core.ram.set(bytesOf('.data'));
    const symbols = tool('nm', elf);
    const addressOf = (name: string): number =>
      Number.parseInt(new RegExp(`^(\\w+) . ${name}$`, 'm').exec(symbols)?.[1] ?? '', 16);
    core.call(addressOf('run'), [], 0);
    const output = core.ram.subarray(addressOf('output') - RAM_ORIGIN);
    checkLines(cases, Buffer.from(output.subarray(0, output.indexOf(0))).toString());
  } finally {
    rmSync(folder, { recursive: true });
  }
};
