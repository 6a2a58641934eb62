import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../host/aot/compile-module.ts';
import { cSource } from '../../../host/aot/targets/c/index.ts';
import { FLASH } from '../../../host/emulate/bare/machine.ts';
import type { CodeLine, Executable } from './executable.ts';
import { intrinsics } from './intrinsics.ts';
import { RAM, type Subject, WEIGHTS } from './subject.ts';

const TOOLS = 'arm-none-eabi-';
const cpus: Readonly<Record<Target, string>> = { thumbv6m: 'cortex-m0plus', thumbv7em: 'cortex-m4' };

export const gccVersion = (): string | undefined => {
  const { status, stdout } = spawnSync(`${TOOLS}gcc`, ['-dumpfullversion'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

const hex = (value: number): string => `0x${value.toString(16)}`;

const layout = `
SECTIONS {
  .text ${hex(FLASH.origin)} : { *(.text*) *(.rodata*) }
  .weights ${hex(WEIGHTS)} : { KEEP(*(.weights)) }
  /DISCARD/ : { *(.ARM.*) *(.comment) }
}
env_weights = ${hex(WEIGHTS)};
env_arena = ${hex(RAM.origin)};
`;

interface ElfSymbol {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
}

/** Functions of an object or executable file. */
const functionsOf = (file: string): ElfSymbol[] =>
  execFileSync(`${TOOLS}nm`, ['-S', '--defined-only', file], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, address = '', bytes = '', name = ''] = /^(\w+) (\w+) [tTwW] (.+)$/.exec(line) ?? [];
      return name ? [{ name, address: Number.parseInt(address, 16), bytes: Number.parseInt(bytes, 16) }] : [];
    });

/** objdump's names of functions and instructions: `10000000 <name>:` and ` 10000000:\ttext`. */
const linesOf = (listing: string): CodeLine[] =>
  listing.split('\n').flatMap((line) => {
    const [, start = '', name = '', at = '', text = ''] = /^(\w{8}) <(.+)>:$|^ *(\w+):\t(.*)$/.exec(line) ?? [];
    if (!start && !at) return [];
    return [{ address: Number.parseInt(start || at, 16), text: name ? `${name}:` : text.replaceAll('\t', ' ') }];
  });

/** A subject's C by gcc -O2, on its own and with no more than gcc's and newlib's support library. */
export const buildGcc = (subject: Subject, target: Target): Executable => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-gcc-'));
  const [source, object, script, elf, binary] = ['m.c', 'm.o', 'm.ld', 'm.elf', 'm.bin'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string, string];
  const run = (tool: string, args: readonly string[]) =>
    execFileSync(`${TOOLS}${tool}`, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  try {
    const entry = `m_${subject.exportName}`;
    const machine = [`-mcpu=${cpus[target]}`, '-mthumb'];
    writeFileSync(source, intrinsics + cSource(subject.wasm[target], { name: 'm' }));
    writeFileSync(script, layout);
    run('gcc', ['-O2', '-std=c99', '-ffreestanding', '-ffunction-sections', ...machine, '-c', source, '-o', object]);
    const linking = ['-nostdlib', `-Wl,-T,${script},-e,${entry},--gc-sections,--no-warn-rwx-segments`];
    run('gcc', [...machine, ...linking, object, '-o', elf, '-lc', '-lgcc']);
    run('objcopy', ['-O', 'binary', '-j', '.text', elf, binary]);
    const names = new Set(functionsOf(object).map(({ name }) => name));
    const functions = functionsOf(elf);
    const own = functions.filter(({ name }) => names.has(name));
    const listing = run('objdump', ['-d', '--no-show-raw-insn', elf]);
    return {
      segments: [
        { name: 'text', address: FLASH.origin, bytes: readFileSync(binary) },
        { name: 'weights', address: WEIGHTS, bytes: subject.weights },
      ],
      entry: own.find(({ name }) => name === entry)?.address ?? 0,
      codeBytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      usesLibrary: own.length < functions.length,
      lines: () => linesOf(listing),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
