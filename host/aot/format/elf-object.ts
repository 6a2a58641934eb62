import type { Target } from '../compile-module.ts';
import { namesOf, type Relocation, type Section } from '../object-code.ts';
import { branchWithLink } from '../targets/thumbv6m/assembler.ts';
import { armAttributes } from './arm-attributes.ts';
import { EM_ARM, SECTION_HEADER_BYTES, SHF, SHT, STT, Strings, SYMBOL_BYTES, words } from './elf-parts.ts';

// A relocatable file: System V gABI, chapter 4, and ELF for the Arm Architecture (IHI 0044): 5.2 header, 5.5 symbols, 5.6
// relocation. Each section of ours is one of the file's, so that linkers can leave out what nobody needs.

const HEADER_BYTES = 52;
const ET_REL = 1;
const EF_ARM_EABI_VER5 = 0x0500_0000;
const [LOCAL, GLOBAL] = [0, 1];
/** R_ARM_ABS32, (S + A) | T, and R_ARM_THM_CALL, ((S + A) | T) - P: addends stand in the fields (REL). */
const relocationTypes: Readonly<Record<Relocation['kind'], number>> = { abs32: 2, thm_call: 10 };
/** What P is ahead of the instruction in Thumb. */
const PC_BIAS = 4;

export interface ElfObjectRequest {
  readonly target: Target;
  readonly sections: readonly Section[];
  /** Names that other files link with, by symbol. All others are the file's own. */
  readonly exported: ReadonlyMap<string, string>;
}

const kinds: Readonly<Record<Section['kind'], readonly [prefix: string, type: number, flags: number]>> = {
  code: ['.text', SHT.progbits, SHF.alloc | SHF.execinstr],
  rodata: ['.rodata', SHT.progbits, SHF.alloc],
  data: ['.data', SHT.progbits, SHF.alloc | SHF.write],
  bss: ['.bss', SHT.nobits, SHF.alloc | SHF.write],
};

interface FileSection {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly bytes: Uint8Array;
  readonly link?: number;
  readonly info?: number;
  readonly align: number;
  readonly entryBytes?: number;
}

interface SymbolEntry {
  readonly name: string;
  readonly value: number;
  readonly bytes: number;
  readonly type: number;
  /** Index of its section in the file; that of ours plus one. */
  readonly section: number;
}

/** Mapping symbols tell what is code and what is not (IHI 0044, 5.5.5). */
const mapping = ({ kind, dataRanges = [], bytes }: Section, section: number): SymbolEntry[] => {
  const mark = (name: string, value: number): SymbolEntry => ({ name, value, bytes: 0, type: STT.notype, section });
  if (kind !== 'code') return [];
  const ranges = dataRanges.flatMap(([start, end]) => [
    mark('$d', start),
    ...(end < bytes.length ? [mark('$t', end)] : []),
  ]);
  return [mark('$t', 0), ...ranges];
};

const encodeSymbol = ({ name, value, bytes, type, section }: SymbolEntry, binding: number, names: Strings) => {
  const info = Uint8Array.of((binding << 4) | type, 0, section & 0xff, section >> 8);
  return Buffer.concat([words(names.add(name), value, bytes), info]);
};

interface SymbolTable {
  readonly bytes: Uint8Array;
  readonly locals: number;
  readonly indexOf: (symbol: string) => number;
}

/** Locals first, as ELF wants it. */
const symbolTable = ({ sections, exported }: ElfObjectRequest, names: Strings): SymbolTable => {
  const maps = sections.flatMap((section, at) => mapping(section, at + 1));
  const named = sections.flatMap((section, at) =>
    namesOf(section).map((symbol): SymbolEntry => {
      const isCode = section.kind === 'code';
      return {
        name: symbol,
        value: isCode ? 1 : 0,
        bytes: section.bytes.length,
        type: isCode ? STT.func : STT.object,
        section: at + 1,
      };
    }),
  );
  const locals = named.filter(({ name }) => !exported.has(name));
  const globals = named.filter(({ name }) => exported.has(name));
  const order = new Map([...locals, ...globals].map(({ name }, at) => [name, 1 + maps.length + at]));
  const bytes = Buffer.concat([
    new Uint8Array(SYMBOL_BYTES),
    ...[...maps, ...locals].map((entry) => encodeSymbol(entry, LOCAL, names)),
    ...globals.map((entry) => encodeSymbol({ ...entry, name: exported.get(entry.name) ?? '' }, GLOBAL, names)),
  ]);
  return { bytes, locals: 1 + maps.length + locals.length, indexOf: (symbol) => order.get(symbol) as number };
};

/** The section's bytes with the addends in the fields. */
const withAddends = ({ bytes, relocations }: Section): Uint8Array => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const { kind, offset, addend } of relocations)
    if (kind === 'abs32') view.setInt32(offset, addend, true);
    else
      branchWithLink(addend - PC_BIAS).forEach((half, at) => {
        view.setUint16(offset + 2 * at, half, true);
      });
  return copy;
};

const relocationBytes = ({ relocations }: Section, { indexOf }: SymbolTable): Uint8Array =>
  words(...relocations.flatMap(({ offset, kind, symbol }) => [offset, (indexOf(symbol) << 8) | relocationTypes[kind]]));

/** Sections of a module as an object file for Arm microcontrollers, to be linked with code of others. */
export const toElfObject = (request: ElfObjectRequest): Uint8Array => {
  const { sections, target } = request;
  const strings = new Strings();
  const table = symbolTable(request, strings);
  const own = sections.map((section): FileSection => {
    const [prefix, type, flags] = kinds[section.kind];
    return { name: `${prefix}.${section.symbol}`, type, flags, bytes: withAddends(section), align: section.align };
  });
  const relocated = sections.flatMap((section, at) => (section.relocations.length > 0 ? [{ section, at }] : []));
  const symtab = 1 + own.length + relocated.length + 1;
  const relocations = relocated.map(({ section, at }): FileSection => {
    const bytes = relocationBytes(section, table);
    const place = { link: symtab, info: at + 1, align: 4, entryBytes: 8 };
    return { name: `.rel${own[at]?.name}`, type: SHT.rel, flags: SHF.infoLink, bytes, ...place };
  });
  return toFile([
    ...own,
    ...relocations,
    { name: '.ARM.attributes', type: SHT.armAttributes, flags: 0, bytes: armAttributes(target), align: 1 },
    {
      name: '.symtab',
      type: SHT.symtab,
      flags: 0,
      bytes: table.bytes,
      link: symtab + 1,
      info: table.locals,
      align: 4,
      entryBytes: SYMBOL_BYTES,
    },
    { name: '.strtab', type: SHT.strtab, flags: 0, bytes: strings.bytes, align: 1 },
  ]);
};

/** Header, contents one behind the other, and the table of sections. */
const toFile = (sections: readonly FileSection[]): Uint8Array => {
  const names = new Strings();
  const nameOffsets = [...sections.map(({ name }) => name), '.shstrtab'].map((name) => names.add(name));
  const all: FileSection[] = [
    ...sections,
    { name: '.shstrtab', type: SHT.strtab, flags: 0, bytes: names.bytes, align: 1 },
  ];
  let end = HEADER_BYTES;
  const offsets = all.map(({ bytes, type, align }) => {
    const at = Math.ceil(end / align) * align;
    end = type === SHT.nobits ? at : at + bytes.length;
    return at;
  });
  const headers = Math.ceil(end / 4) * 4;
  const file = new Uint8Array(headers + SECTION_HEADER_BYTES * (1 + all.length));
  const view = new DataView(file.buffer);
  // Identification: magic, 32 bits, little-endian, version 1.
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  view.setUint16(16, ET_REL, true);
  view.setUint16(18, EM_ARM, true);
  file.set(words(1, 0, 0, headers, EF_ARM_EABI_VER5), 20);
  [HEADER_BYTES, 0, 0, SECTION_HEADER_BYTES, 1 + all.length, all.length].forEach((value, at) => {
    view.setUint16(40 + 2 * at, value, true);
  });
  all.forEach(({ type, flags, bytes, link = 0, info = 0, align, entryBytes = 0 }, at) => {
    const offset = offsets[at] as number;
    if (type !== SHT.nobits) file.set(bytes, offset);
    const header = words(
      nameOffsets[at] as number,
      type,
      flags,
      0,
      offset,
      bytes.length,
      link,
      info,
      align,
      entryBytes,
    );
    file.set(header, headers + SECTION_HEADER_BYTES * (at + 1));
  });
  return file;
};
