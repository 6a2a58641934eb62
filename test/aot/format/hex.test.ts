import assert from 'node:assert/strict';
import { toBin } from '../../../host/aot/format/bin.ts';
import { toHex } from '../../../host/aot/format/hex.ts';
import { FLASH, smallImage } from '../../support/wasm-image.ts';

/** Intel's Hexadecimal Object File Format Specification, revision A, 1988. */
const readHex = (file: string) => {
  const memory = new Map<number, number>();
  let base = 0;
  let start: number | undefined;
  let isEnded = false;
  for (const line of file.trimEnd().split('\n')) {
    assert.match(line, /^:([0-9A-F]{2}){5,}$/);
    assert.ok(!isEnded, 'nothing behind the end record');
    const bytes = Buffer.from(line.slice(1), 'hex');
    assert.equal(bytes.reduce((sum, byte) => sum + byte, 0) & 0xff, 0, `checksum of ${line}`);
    const length = bytes.readUInt8(0);
    assert.equal(bytes.length, length + 5);
    const address = bytes.readUInt16BE(1);
    const data = bytes.subarray(4, 4 + length);
    const type = bytes.readUInt8(3);
    if (type === 0) {
      assert.ok(address + length <= 0x1_0000, 'a record stays in its 64 KiB');
      data.forEach((byte, at) => {
        assert.ok(!memory.has(base + address + at), 'no byte twice');
        memory.set(base + address + at, byte);
      });
    } else if (type === 4) base = data.readUInt16BE(0) * 0x1_0000;
    else if (type === 5) start = data.readUInt32BE(0);
    else {
      assert.equal(type, 1);
      isEnded = true;
    }
  }
  assert.ok(isEnded, 'an end record');
  return { memory, start };
};

describe('Intel HEX', () => {
  const image = smallImage();
  const { memory, start } = readHex(new TextDecoder().decode(toHex(image)));

  it('holds the bytes of the binary, over a 64 KiB boundary, and none of its gaps', () => {
    const bin = toBin(image);
    assert.ok(bin.length > 0x1_0000);
    const filled = Uint8Array.from(bin, (_, at) => memory.get(FLASH.origin + at) ?? 0xff);
    assert.deepEqual(filled, bin);
    assert.equal(
      memory.size,
      image.segments.reduce((sum, { bytes }) => sum + bytes.length, 0),
    );
  });

  it('names the entry', () => {
    assert.equal(start, image.entry);
  });
});
