import assert from 'node:assert/strict';
import { toBin } from '../../../host/aot/format/bin.ts';
import { toElf } from '../../../host/aot/format/elf.ts';
import { FLASH, RAM, smallImage } from '../../support/wasm-image.ts';

/** System V gABI, chapters 4 and 5, and ELF for the Arm architecture (IHI 0044): what this file needs of them. */
const readElf = (file: Uint8Array) => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const half = (at: number) => view.getUint16(at, true);
  const word = (at: number) => view.getUint32(at, true);
  const text = (at: number) => new TextDecoder().decode(file.subarray(at, file.indexOf(0, at)));
  const programs = Array.from({ length: half(44) }, (_, index) => {
    const at = word(28) + index * half(42);
    const [type, offset, vaddr, paddr, fileBytes, memoryBytes, flags, align] = Array.from({ length: 8 }, (_, field) =>
      word(at + 4 * field),
    ) as [number, number, number, number, number, number, number, number];
    return { type, offset, vaddr, paddr, memoryBytes, flags, align, bytes: file.subarray(offset, offset + fileBytes) };
  });
  const sectionAt = (index: number) => {
    const at = word(32) + index * half(46);
    const [name, type, flags, address, offset, bytes, linked, info, align] = Array.from({ length: 9 }, (_, field) =>
      word(at + 4 * field),
    ) as [number, number, number, number, number, number, number, number, number];
    return { name, type, flags, address, offset, bytes, linked, info, align };
  };
  const names = sectionAt(half(50)).offset;
  const sections = Array.from({ length: half(48) }, (_, index) => {
    const section = sectionAt(index);
    return { ...section, name: text(names + section.name) };
  });
  const table = sections.find(({ type }) => type === 2);
  assert.ok(table, 'a symbol table');
  const strings = sections[table.linked];
  assert.equal(strings?.type, 3);
  const symbols = Array.from({ length: table.bytes / 16 }, (_, index) => {
    const at = table.offset + 16 * index;
    const info = view.getUint8(at + 12);
    return {
      name: text((strings?.offset ?? 0) + word(at)),
      value: word(at + 4),
      bytes: word(at + 8),
      type: info & 15,
      bind: info >> 4,
      section: half(at + 14),
    };
  });
  return { half, word, programs, sections, symbols, firstGlobal: table.info };
};

describe('ELF', () => {
  const image = smallImage();
  const file = toElf(image);
  const elf = readElf(file);

  it('is a 32-bit little-endian executable for Arm, EABI 5', () => {
    assert.deepEqual([...file.subarray(0, 7)], [0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
    const [type, machine] = [elf.half(16), elf.half(18)];
    assert.deepEqual([type, machine, elf.word(20)], [2, 40, 1]);
    assert.equal(elf.word(36) >>> 24, 5);
    assert.equal(elf.word(24), image.entry | 1, 'the entry has the Thumb bit');
    assert.deepEqual([elf.half(40), elf.half(42), elf.half(46)], [52, 32, 40]);
  });

  it('loads exactly the bytes of the binary, and what lies between is erased flash', () => {
    const bin = toBin(image);
    const flash = new Uint8Array(bin.length).fill(0xff);
    for (const { type, vaddr, paddr, memoryBytes, bytes } of elf.programs) {
      assert.equal(type, 1);
      assert.equal(vaddr, paddr);
      assert.equal(memoryBytes, bytes.length);
      flash.set(bytes, paddr - FLASH.origin);
    }
    assert.deepEqual(flash, bin);
  });

  it('keeps offsets and addresses congruent, and says which parts are code', () => {
    for (const { vaddr, offset, align, flags, bytes } of elf.programs) {
      assert.equal(vaddr % align, offset % align);
      const section = elf.sections.find(({ address, type }) => type === 1 && address === vaddr);
      assert.ok(section && section.bytes === bytes.length && section.offset === offset);
      assert.equal(section.address % section.align, 0);
      const isCode = section.name.startsWith('.m.') && !section.name.includes('global');
      assert.deepEqual([section.flags, flags], isCode ? [0x6, 0x5] : [0x2, 0x4], section.name);
    }
  });

  it('puts a symbol on everything: functions with the Thumb bit, RAM absolute, locals first', () => {
    for (const { name, address, bytes, kind } of image.symbols) {
      const symbol = elf.symbols.find((candidate) => candidate.bind === 1 && candidate.name === name);
      assert.ok(symbol, name);
      assert.equal(symbol.value, kind === 'code' ? address | 1 : address);
      assert.equal(symbol.bytes, bytes);
      assert.equal(symbol.type, kind === 'code' ? 2 : 1);
      const section = elf.sections[symbol.section];
      if (address >= RAM.origin) assert.equal(symbol.section, 0xfff1, name);
      else assert.ok(section && address >= section.address && address < section.address + section.bytes, name);
    }
    assert.ok(elf.symbols.some(({ name }) => name === 'm.größe'));
    assert.deepEqual(
      elf.symbols.map(({ bind }, at) => (bind === 1) === at >= elf.firstGlobal),
      elf.symbols.map(() => true),
    );
  });

  it('marks code and literals with mapping symbols', () => {
    const marks = elf.symbols.filter(({ name }) => name === '$t' || name === '$d');
    const at = (address: number) => marks.find(({ value }) => value === address)?.name;
    for (const { address, bytes, kind, literals = [] } of image.symbols) {
      assert.equal(at(address), kind === 'code' ? '$t' : '$d');
      for (const [start, end] of literals) {
        assert.equal(at(address + start), '$d');
        if (end < bytes) assert.equal(at(address + end), '$t');
      }
    }
    const pools = image.symbols.find(({ name }) => name === 'm.größe')?.literals ?? [];
    assert.ok(pools.length > 1, 'a function with several pools');
  });
});
