import { compileModule } from '../../host/aot/compile-module.ts';
import type { Image } from '../../host/aot/image.ts';
import { link } from '../../host/aot/link.ts';
import type { Section } from '../../host/aot/object-code.ts';
import { bootBlock } from '../../host/firmware/boot-block.ts';
import { encodeModule, op } from './wasm-encoder.ts';

export const FLASH = { name: 'flash', origin: 0x1000_0000, bytes: 2 << 20 };
export const RAM = { name: 'ram', origin: 0x2000_0000, bytes: 264 << 10 };

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7 + 1) & 0xff);
const section = (symbol: string, kind: Section['kind'], length: number, rest: Partial<Section> = {}): Section => ({
  symbol,
  kind,
  align: 4,
  bytes: kind === 'bss' ? new Uint8Array(length) : bytesOf(length),
  relocations: [],
  ...rest,
});

/** A small firmware with one of everything: boot block, a gap, odd lengths, literal pools, names beyond ASCII, data in RAM. */
export const smallImage = (changes: Partial<Parameters<typeof link>[0]> = {}): Image => {
  const get = op('local.get', 0);
  const literals = Array.from({ length: 300 }, (_, at) => [
    op('i32.const', 0x1234_5671 + at * 0x1_0101),
    op('i32.xor'),
  ]);
  const { sections: code } = compileModule(
    encodeModule({
      functions: [
        { name: 'start', body: [op('i32.const', 5), op('call', 1), op('global.set', 0)] },
        { name: 'größe', params: ['i32'], results: ['i32'], body: [get, literals] },
      ],
      aliases: [{ name: 'size', index: 1 }],
      globals: [
        { type: 'i32', isMutable: true, init: 77 },
        { type: 'i64', isMutable: true, init: 0 },
      ],
    }),
    { module: 'm', target: 'thumbv6m' },
  );
  return link({
    board: 'bare',
    flash: FLASH,
    ram: RAM,
    stackBytes: 2048,
    sections: [
      bootBlock(section('boot', 'code', 90), FLASH.origin),
      section('env.late', 'rodata', 40, { address: FLASH.origin + 0x200 }),
      section('env.text', 'rodata', 7, { align: 1 }),
      section('env.more', 'rodata', 6, { align: 1 }),
      section('env.weights', 'rodata', 70_001, { align: 16 }),
      section('env.arena', 'bss', 333, { align: 16 }),
      section('env.staging', 'bss', 20),
      section('env.unused', 'rodata', 999),
      ...code,
    ],
    roots: ['m.start', 'm.size', 'm.global.1', 'env.weights', 'env.arena', 'env.staging', 'env.text', 'env.more'],
    entry: 'm.start',
    named: { weights: 'env.weights', arena: 'env.arena', staging: 'env.staging' },
    ...changes,
  });
};
