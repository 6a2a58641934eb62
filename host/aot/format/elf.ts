import type { Image, ImageSymbol } from '../image.ts';
import { EM_ARM, SECTION_HEADER_BYTES, SHF, SHT, STT, Strings, SYMBOL_BYTES, words } from './elf-parts.ts';

// ELF for the Arm architecture (IHI 0044) and the System V gABI: a 32-bit little-endian executable.
const HEADER_BYTES = 52;
const PROGRAM_HEADER_BYTES = 32;
const EABI5_SOFT_FLOAT = 0x0500_0200;
const PT_LOAD = 1;
/** Readable; executable too where there is code. */
const PF_R = 0x4;
const PF_X = 0x1;
const SHN_ABS = 0xfff1;

/** Addresses are multiples of it; file offsets are multiples of 4. */
const alignmentOf = (address: number): number => (address % 4 === 0 ? 4 : 1);

/** Mapping symbols `$t` and `$d` tell a disassembler what is code (IHI 0044, 4.5.5). Locals come first, as ELF asks. */
const symbolTable = (symbols: readonly ImageSymbol[], names: Strings, sectionOf: (address: number) => number) => {
  const entry = (name: string, address: number, value: number, bytes: number, type: number, bind: number) => {
    const section = sectionOf(address);
    const tail = Uint8Array.of((bind << 4) | type, 0, section & 0xff, section >> 8);
    return Buffer.concat([words(names.add(name), value, bytes), tail]);
  };
  const mark = (name: '$t' | '$d', address: number) => entry(name, address, address, 0, STT.notype, 0);
  const maps = symbols.flatMap(({ address, bytes, kind, literals = [] }) => [
    mark(kind === 'code' ? '$t' : '$d', address),
    ...literals.flatMap(([start, end]) => [
      mark('$d', address + start),
      ...(end < bytes ? [mark('$t', address + end)] : []),
    ]),
  ]);
  const globals = symbols.map(({ name, address, bytes, kind }) =>
    kind === 'code'
      ? entry(name, address, address | 1, bytes, STT.func, 1)
      : entry(name, address, address, bytes, STT.object, 1),
  );
  return { bytes: Buffer.concat([new Uint8Array(SYMBOL_BYTES), ...maps, ...globals]), locals: 1 + maps.length };
};

/** An executable that debuggers, `objdump` and `gdb load` read. */
export const toElf = ({ segments, symbols, entry }: Image): Uint8Array => {
  const sectionNames = new Strings();
  const symbolNames = new Strings();
  const sectionOf = (address: number) => {
    const at = segments.findIndex(
      (segment) => address >= segment.address && address < segment.address + segment.bytes.length,
    );
    return at < 0 ? SHN_ABS : at + 1;
  };
  const code = new Set(symbols.filter(({ kind }) => kind === 'code').map(({ name }) => name));
  const isCode = (segment: string) => code.has(segment);
  const table = symbolTable(symbols, symbolNames, sectionOf);
  const programHeaders = HEADER_BYTES;
  let at = programHeaders + PROGRAM_HEADER_BYTES * segments.length;
  const take = (bytes: number) => {
    const start = Math.ceil(at / 4) * 4;
    at = start + bytes;
    return start;
  };
  const offsets = segments.map(({ bytes }) => take(bytes.length));
  const symtab = take(table.bytes.length);
  const strtab = take(symbolNames.bytes.length);
  const headers: Uint8Array[] = [new Uint8Array(SECTION_HEADER_BYTES)];
  segments.forEach(({ name, address, bytes }, index) => {
    headers.push(
      words(
        sectionNames.add(`.${name}`),
        SHT.progbits,
        SHF.alloc | (isCode(name) ? SHF.execinstr : 0),
        address,
        offsets[index] ?? 0,
        bytes.length,
        0,
        0,
        alignmentOf(address),
        0,
      ),
    );
  });
  const strtabIndex = segments.length + 2;
  headers.push(
    words(
      sectionNames.add('.symtab'),
      SHT.symtab,
      0,
      0,
      symtab,
      table.bytes.length,
      strtabIndex,
      table.locals,
      4,
      SYMBOL_BYTES,
    ),
  );
  headers.push(words(sectionNames.add('.strtab'), SHT.strtab, 0, 0, strtab, symbolNames.bytes.length, 0, 0, 1, 0));
  const shstrtabName = sectionNames.add('.shstrtab');
  const shstrtab = take(sectionNames.bytes.length);
  headers.push(words(shstrtabName, SHT.strtab, 0, 0, shstrtab, sectionNames.bytes.length, 0, 0, 1, 0));
  const sectionHeaders = take(SECTION_HEADER_BYTES * headers.length);
  const file = new Uint8Array(at);
  const view = new DataView(file.buffer);
  // Identification: magic, 32 bits, little-endian, version 1; then type EXEC and the machine.
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  view.setUint16(16, 2, true);
  view.setUint16(18, EM_ARM, true);
  file.set(words(1, entry | 1, programHeaders, sectionHeaders, EABI5_SOFT_FLOAT), 20);
  [
    HEADER_BYTES,
    PROGRAM_HEADER_BYTES,
    segments.length,
    SECTION_HEADER_BYTES,
    headers.length,
    headers.length - 1,
  ].forEach((value, index) => {
    view.setUint16(40 + 2 * index, value, true);
  });
  segments.forEach(({ name, address, bytes }, index) => {
    const offset = offsets[index] ?? 0;
    const flags = PF_R | (isCode(name) ? PF_X : 0);
    file.set(
      words(PT_LOAD, offset, address, address, bytes.length, bytes.length, flags, alignmentOf(address)),
      programHeaders + PROGRAM_HEADER_BYTES * index,
    );
    file.set(bytes, offset);
  });
  file.set(table.bytes, symtab);
  file.set(symbolNames.bytes, strtab);
  file.set(sectionNames.bytes, shstrtab);
  headers.forEach((header, index) => {
    file.set(header, sectionHeaders + SECTION_HEADER_BYTES * index);
  });
  return file;
};
