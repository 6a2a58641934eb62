import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toElfObject } from '../../../host/aot/format/elf-object.ts';
import type { Section } from '../../../host/aot/object-code.ts';
import { missingTools, skipUnless } from '../../support/system-tools.ts';

const section = (
  symbol: string,
  kind: Section['kind'],
  bytes: readonly number[],
  rest: Partial<Section> = {},
): Section => ({
  symbol,
  kind,
  align: 4,
  bytes: Uint8Array.from(bytes),
  relocations: [],
  ...rest,
});

/** A function with a call and a literal, and one of each other kind. */
const sections: readonly Section[] = [
  section('m.f', 'code', [0x00, 0xb5, 0, 0, 0, 0, 0x00, 0xbd, 0, 0, 0, 0], {
    relocations: [
      { offset: 2, kind: 'thm_call', symbol: 'm.g', addend: 0 },
      { offset: 8, kind: 'abs32', symbol: 'm.table', addend: 8 },
    ],
    dataRanges: [[8, 12]],
  }),
  section('m.g', 'code', [0x70, 0x47, 0, 0], { aliases: ['m.h'] }),
  section('m.table', 'rodata', [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0], {
    relocations: [{ offset: 4, kind: 'abs32', symbol: 'm.g', addend: 0 }],
  }),
  section('m.counter', 'data', [5, 0, 0, 0]),
  section('m.arena', 'bss', new Array(64).fill(0), { align: 16 }),
];
const exported = new Map([
  ['m.f', 'net_f'],
  ['m.h', 'net_h'],
]);
const file = toElfObject({ target: 'thumbv6m', sections, exported });

const hasTools = missingTools('arm-none-eabi-readelf').length === 0;
const withFile = (run: (path: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-elf-'));
  try {
    const path = join(folder, 'm.o');
    writeFileSync(path, file);
    return run(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const tool = (name: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(`arm-none-eabi-${name}`, args);
  assert.equal(status, 0, stderr.toString());
  return stdout.toString();
};

describe('ELF object file', () => {
  it('is a relocatable file for Arm, EABI 5, little-endian', () => {
    const view = new DataView(file.buffer);
    assert.deepEqual([...file.subarray(0, 7)], [0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
    assert.deepEqual([view.getUint16(16, true), view.getUint16(18, true)], [1, 40]);
    assert.equal(view.getUint32(36, true), 0x0500_0000);
  });

  it('says to readelf what it holds', function () {
    skipUnless(hasTools, this, 'arm-none-eabi-readelf');
    const text = withFile((path) => tool('readelf', '--wide', '-S', '-r', '-s', '-A', path));
    for (const line of [
      /\.text\.m\.f +PROGBITS .* AX /,
      /\.rodata\.m\.table +PROGBITS .* A /,
      /\.data\.m\.counter +PROGBITS .* WA /,
      /\.bss\.m\.arena +NOBITS +\w+ \w+ 000040 .* WA .* 16$/,
      /^00000002 .* R_ARM_THM_CALL +00000001 +m\.g$/,
      /^00000008 .* R_ARM_ABS32 +00000000 +m\.table$/,
      / 00000001 +12 FUNC +GLOBAL DEFAULT +1 net_f$/,
      / 00000001 +4 FUNC +LOCAL +DEFAULT +2 m\.g$/,
      / 00000001 +4 FUNC +GLOBAL DEFAULT +2 net_h$/,
      / 00000008 +0 NOTYPE +LOCAL +DEFAULT +1 \$d$/,
      /^ +Tag_CPU_arch: v6-M$/,
      /^ +Tag_CPU_arch_profile: Microcontroller$/,
    ])
      assert.match(text, new RegExp(line.source, 'm'));
    assert.doesNotMatch(text, /warning|error/i);
  });

  it('is linked by ld as we would', function () {
    skipUnless(hasTools, this, 'arm-none-eabi-ld');
    const text = withFile((path) => {
      const linked = `${path}.elf`;
      tool('ld', '-e', 'net_f', '-Ttext=0x8000', '-Tdata=0x20000000', path, '-o', linked);
      return tool('objdump', '-d', '-s', linked);
    });
    assert.match(text, /\tbl\t800c <net_h>/);
    assert.match(text, /8008:\t00008018 \t\.word/); // m.table + 8
    assert.match(text, /^ 8010 01020304 0d800000/m); // m.g, bit 0 for Thumb
  });
});
