import assert from 'node:assert/strict';
import { toBin } from '../../../host/aot/format/bin.ts';
import type { Section } from '../../../host/aot/object-code.ts';
import { bootBlock } from '../../../host/firmware/boot-block.ts';
import { FLASH, smallImage } from '../../support/wasm-image.ts';

/** CRC-32/MPEG-2, by table; "123456789" gives 0x0376e6e7 (RP2040 datasheet 2.8.1.3.1 names its parameters). */
const table = Array.from({ length: 256 }, (_, byte) => {
  let row = byte * 0x100_0000;
  for (let bit = 0; bit < 8; bit++) row = ((row >= 0x8000_0000 ? 0x04c1_1db7 : 0) ^ (row * 2)) >>> 0;
  return row;
});
const crc = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => ((sum << 8) ^ (table[(sum >>> 24) ^ byte] ?? 0)) >>> 0, 0xffff_ffff);

const code = (length: number, relocations: Section['relocations'] = []): Section => ({
  symbol: 'boot',
  kind: 'code',
  align: 4,
  bytes: Uint8Array.from({ length }, (_, at) => at ^ 0x5a),
  relocations,
});

describe('boot block', () => {
  it('checks against a known checksum first', () => {
    assert.equal(crc(new TextEncoder().encode('123456789')), 0x0376_e6e7);
  });

  it('is 256 bytes at the start of flash: code, zeros, and the checksum of both', () => {
    for (const length of [0, 90, 252]) {
      const { bytes, address } = bootBlock(code(length), FLASH.origin);
      assert.equal(address, FLASH.origin);
      assert.deepEqual(bytes.subarray(0, length), code(length).bytes);
      assert.ok(bytes.subarray(length, 252).every((byte) => byte === 0));
      assert.equal(new DataView(bytes.buffer).getUint32(252, true), crc(bytes.subarray(0, 252)));
    }
    const bin = toBin(smallImage());
    assert.equal(new DataView(bin.buffer).getUint32(252, true), crc(bin.subarray(0, 252)));
  });

  it('takes no code that does not fit or is not whole', () => {
    assert.throws(() => bootBlock(code(253), FLASH.origin), RangeError);
    const relocation = { offset: 0, kind: 'abs32', symbol: 'x', addend: 0 } as const;
    assert.throws(() => bootBlock(code(8, [relocation]), FLASH.origin), RangeError);
  });
});
