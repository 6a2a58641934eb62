import type { Section } from './object-code.ts';
import { isPair } from './translate/translation.ts';
import type { Constant, Global, WasmModule } from './wasm/module.ts';

/** Where a global's value is. */
export interface Place {
  readonly symbol: string;
  /** Bytes behind the symbol. */
  readonly offset: number;
}

/** A trusted module's own globals in memory. */
export interface Globals {
  readonly places: ReadonlyMap<number, Place>;
  readonly sections: readonly Section[];
}

/** What ARMv6-M's LDR reaches: a function takes one address for all globals of a section. */
const SECTION_BYTES = 128;

type Kind = 'rodata' | 'data' | 'bss';
type Bits = Extract<Constant, { kind: 'number' }>;

const kindOf = ({ isMutable }: Global, { bits }: Bits): Kind => (!isMutable ? 'rodata' : bits === 0n ? 'bss' : 'data');

/** Globals of one kind lie together, in their order; one that is exported has a symbol of its own. */
export const layOutGlobals = (module: WasmModule, prefix: string): Globals => {
  const places = new Map<number, Place>();
  const exported = new Set(module.exports.flatMap(({ kind, index }) => (kind === 'global' ? [index] : [])));
  const open = new Map<Kind, { symbol: string; bytes: number[] }>();
  const all: { readonly symbol: string; readonly kind: Kind; readonly bytes: number[] }[] = [];
  module.globals.forEach((global, index) => {
    const { source, type } = global;
    if (!('init' in source) || source.init.kind !== 'number') return;
    const kind = kindOf(global, source.init);
    const value = littleEndian(source.init.bits, isPair(type) ? 8 : 4);
    let section = exported.has(index) ? undefined : open.get(kind);
    if (!section || section.bytes.length + value.length > SECTION_BYTES) {
      section = { symbol: `${prefix}.global.${index}`, bytes: [] };
      if (!exported.has(index)) open.set(kind, section);
      all.push({ ...section, kind });
    }
    places.set(index, { symbol: section.symbol, offset: section.bytes.length });
    section.bytes.push(...value);
  });
  const sections = all.map(({ symbol, kind, bytes }) => ({
    ...{ symbol, kind, align: 4, bytes: Uint8Array.from(bytes), relocations: [] },
  }));
  return { places, sections };
};

const littleEndian = (bits: bigint, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Number((bits >> BigInt(8 * at)) & 0xffn));
