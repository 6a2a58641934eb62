import assert from 'node:assert/strict';
import { link } from '../../host/aot/link.ts';
import type { Relocation, Section } from '../../host/aot/object-code.ts';
import { disassembleOne } from '../../host/aot/targets/thumbv6m/disassemble.ts';
import { FLASH, RAM, smallImage } from '../support/wasm-image.ts';

const section = (symbol: string, kind: Section['kind'], bytes: number, relocations: Relocation[] = []): Section => ({
  symbol,
  kind,
  align: 4,
  bytes: new Uint8Array(bytes),
  relocations,
});
const linkAll = (sections: readonly Section[], entry = 'a') =>
  link({
    board: 'bare',
    flash: FLASH,
    ram: RAM,
    stackBytes: 1024,
    sections,
    roots: [],
    entry,
    named: { weights: 'env.weights', arena: 'env.arena', staging: 'env.staging' },
  });
const abs32 = (offset: number, symbol: string, addend = 0): Relocation => ({ offset, kind: 'abs32', symbol, addend });

describe('linker', () => {
  it('keeps what the entry reaches and nothing else', () => {
    const { symbols } = linkAll([
      section('a', 'code', 8, [abs32(4, 'b')]),
      section('b', 'rodata', 4, [abs32(0, 'c')]),
      section('c', 'bss', 16),
      section('d', 'code', 64),
    ]);
    assert.deepEqual(symbols.map(({ name }) => name).sort(), ['a', 'b', 'c']);
  });

  it('writes addresses with their addend, and code with the Thumb bit', () => {
    const words = [abs32(0, 'a'), abs32(4, 'ram', 12), abs32(8, 'env.stack_top'), abs32(12, 'env.stack_bottom')];
    const { segments, symbols } = linkAll([
      section('a', 'code', 4, [abs32(0, 'table')]),
      section('table', 'rodata', 16, words),
      section('ram', 'bss', 32),
    ]);
    const at = (name: string) => symbols.find((symbol) => symbol.name === name)?.address ?? 0;
    const table = segments.find(({ name }) => name === 'table')?.bytes ?? new Uint8Array();
    const top = RAM.origin + RAM.bytes;
    assert.deepEqual([...new Uint32Array(table.slice().buffer)], [at('a') | 1, at('ram') + 12, top, top - 1024]);
  });

  it('calls forwards and backwards', () => {
    const call = (symbol: string): Relocation[] => [{ offset: 2, kind: 'thm_call', symbol, addend: 0 }];
    const { segments } = linkAll([section('a', 'code', 5000, call('b')), section('b', 'code', 8, call('a'))]);
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { address, bytes } = segments[from] ?? assert.fail();
      const [first = 0, second = 0] = new Uint16Array(bytes.slice(2, 6).buffer);
      const { text } = disassembleOne(first, second, address + 2, (target) =>
        target === segments[to]?.address ? 'it' : '',
      );
      assert.match(text, /^bl .* <it>$/);
    }
  });

  it('says which symbols nobody defines', () => {
    const sections = [section('a', 'code', 8, [abs32(0, 'missing'), abs32(4, 'env.other')])];
    assert.throws(() => linkAll(sections), /undefined symbols: (missing, env\.other|env\.other, missing)/);
    assert.throws(() => linkAll(sections, 'nobody'), /undefined symbols: nobody/);
  });

  it('says how much is missing', () => {
    assert.throws(() => linkAll([section('a', 'code', FLASH.bytes + 4)]), {
      code: 'FIRMWARE_TOO_BIG',
      message: /needs 2097156 bytes of flash .* the board has 2097152/,
    });
    const arena = section('env.arena', 'bss', RAM.bytes - 1000);
    assert.throws(() => linkAll([section('a', 'code', 4, [abs32(0, 'env.arena')]), arena]), {
      code: 'MODEL_TOO_BIG_FOR_RAM',
      message: /needs 270360 bytes of ram .* the board has 270336/,
    });
  });

  it('lets nothing overlap a section with a fixed address', () => {
    const fixed = (symbol: string, address: number): Section => ({ ...section(symbol, 'rodata', 8), address });
    assert.throws(
      () => linkAll([section('a', 'code', 4), fixed('b', FLASH.origin), fixed('c', FLASH.origin + 4)]),
      /c at 0x1000_0004 overlaps what ends at 0x1000_0008/,
    );
  });

  it('lays flash and RAM out in ascending order without overlap', () => {
    const { segments, symbols } = smallImage();
    segments.reduce((end, { name, address, bytes }) => {
      assert.ok(address >= end, name);
      return address + bytes.length;
    }, FLASH.origin);
    const inRam = symbols.filter(({ address }) => address >= RAM.origin).sort((a, b) => a.address - b.address);
    inRam.reduce((end, { name, address, bytes }) => {
      assert.ok(address >= end, name);
      return address + bytes;
    }, RAM.origin);
  });
});
