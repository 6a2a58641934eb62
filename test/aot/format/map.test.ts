import assert from 'node:assert/strict';
import { listing } from '../../../host/aot/format/listing.ts';
import { mapFile } from '../../../host/aot/format/map.ts';
import type { ImageSizes } from '../../../host/aot/image.ts';
import { RAM, smallImage } from '../../support/wasm-image.ts';

const image = smallImage();

describe('map file', () => {
  const lines = mapFile(image).split('\n');
  const totals = Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, bytes] = /^(\w+) +(\d+)$/.exec(line) ?? [];
      return name ? [[name, Number(bytes)]] : [];
    }),
  ) as unknown as ImageSizes;
  const rows = lines.flatMap((line) => {
    const [, high, low, bytes, kind, name] = /^0x(\w{4})_(\w{4}) +(\d+) (code|data) +(.+)$/.exec(line) ?? [];
    return name ? [{ address: Number.parseInt(`${high}${low}`, 16), bytes: Number(bytes), kind, name }] : [];
  });
  const sum = (select: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(select).reduce((total, { bytes }) => total + bytes, 0);

  it('has every symbol once, by address', () => {
    assert.equal(rows.length, image.symbols.length);
    assert.deepEqual(
      rows.map(({ address }) => address),
      rows.map(({ address }) => address).sort((a, b) => a - b),
    );
  });

  it('adds up: the symbols to the totals, the totals to the segments', () => {
    const isRam = ({ address }: { readonly address: number }) => address >= RAM.origin;
    assert.equal(
      sum(({ kind }) => kind === 'code'),
      totals.code,
    );
    assert.equal(
      sum((row) => isRam(row)),
      totals.arena + totals.staging + totals.data + totals.bss,
    );
    const inFlash = totals.weights + totals.code + totals.rodata;
    assert.equal(
      sum((row) => !isRam(row)),
      inFlash,
    );
    const bytes = image.segments.reduce((total, segment) => total + segment.bytes.length, 0);
    assert.equal(bytes, inFlash + totals.data);
    assert.deepEqual([totals.arena, totals.staging, totals.weights, totals.stack], [333, 20, 70_001, 2048]);
    assert.deepEqual([totals.data, totals.bss], [4, 8]);
  });

  it('leaves out what no root reaches', () => {
    assert.ok(!rows.some(({ name }) => name === 'env.unused'));
  });
});

describe('listing', () => {
  const lines = listing(image, 'thumbv6m').split('\n');
  const size = image.symbols.find(({ name }) => name === 'm.größe');

  it('accounts for every byte of every function', () => {
    const bytes = lines.reduce((total, line) => {
      const [, rest = ''] = /^ {2}0x\w{4}_\w{4} {2}(.*)$/.exec(line) ?? [];
      if (rest === '') return total;
      if (rest.startsWith('.word')) return total + 4;
      return total + (/^[0-9a-f]{4} [0-9a-f]{4} /.test(rest) ? 4 : 2);
    }, 0);
    assert.equal(bytes, image.sizes.code);
  });

  it('names callees and the addresses in literals, and takes no literal for code', () => {
    assert.ok(lines.some((line) => / bl 0x\w{4}_\w{4} <m\.größe>$/.test(line)));
    assert.ok(lines.some((line) => /\.word 0x2000_0000 <m\.global\.0>$/.test(line)));
    const words = (size?.literals ?? []).reduce((total, [start, end]) => total + ((end - start) >> 2), 0);
    const inFunction = lines.slice(lines.findIndex((line) => line.includes('<m.größe>:')));
    assert.equal(inFunction.filter((line) => line.includes('.word')).length, words);
    assert.ok(!lines.some((line) => line.includes('.inst')));
  });

  it('lists a function once, whatever names it has', () => {
    assert.deepEqual(
      lines.filter((line) => line.includes('>: ')).length,
      image.symbols.filter(({ kind, bytes }) => kind === 'code' && bytes > 0).length,
    );
  });
});
