import assert from 'node:assert/strict';
import { toBin } from '../../../host/aot/format/bin.ts';
import { fromUf2, toUf2 } from '../../../host/aot/format/uf2.ts';
import { FLASH, smallImage } from '../../support/wasm-image.ts';

const RP2040 = 0xe48b_ff56;
const BLOCK = 512;
/** microsoft/uf2 README: words 0 to 7 and 127 of a block. */
const Word = { magic0: 0, magic1: 1, flags: 2, address: 3, bytes: 4, block: 5, blocks: 6, family: 7, magic2: 127 };

describe('UF2', () => {
  const image = smallImage();
  const file = toUf2(image, RP2040);
  const words = (block: number) => new DataView(file.buffer, block * BLOCK, BLOCK);

  it('is blocks of 512 bytes with 256 of the binary each, aligned and numbered', () => {
    const bin = toBin(image);
    const total = Math.ceil(bin.length / 256);
    assert.equal(file.length, total * BLOCK);
    for (let block = 0; block < total; block++) {
      const view = words(block);
      const header = [0, 1, 2, 3, 4, 5, 6, 7, 127].map((word) => view.getUint32(4 * word, true));
      const address = FLASH.origin + 256 * block;
      assert.deepEqual(
        header,
        [0x0a32_4655, 0x9e5d_5157, 0x2000, address, 256, block, total, RP2040, 0x0ab1_6f30],
        `block ${block}`,
      );
    }
  });

  it('gives back what went in', () => {
    const { familyId, blocks } = fromUf2(file);
    assert.equal(familyId, RP2040);
    const bin = toBin(image);
    const flash = new Uint8Array(blocks.length * 256);
    for (const { address, bytes } of blocks) flash.set(bytes, address - FLASH.origin);
    assert.deepEqual(flash.subarray(0, bin.length), bin);
    assert.deepEqual(flash.subarray(bin.length), new Uint8Array(flash.length - bin.length));
  });

  it('takes files that lie anywhere in a buffer', () => {
    const buffer = new Uint8Array(file.length + 3);
    buffer.set(file, 3);
    assert.equal(fromUf2(buffer.subarray(3)).blocks.length, file.length / BLOCK);
  });

  describe('damage is refused', () => {
    const changed = (word: number, value: number, block = 1): Uint8Array => {
      const copy = file.slice();
      new DataView(copy.buffer).setUint32(block * BLOCK + 4 * word, value, true);
      return copy;
    };
    const total = file.length / BLOCK;
    const cases: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
      'an empty file': [new Uint8Array(0), /0 bytes are not blocks of 512/],
      'a file cut within a block': [file.subarray(0, file.length - 1), /bytes are not blocks of 512/],
      'a file cut between blocks': [file.subarray(0, BLOCK), new RegExp(`block 0 says 0 of ${total}; the file has 1`)],
      'a wrong first magic number': [changed(Word.magic0, 1), /block 1 lacks its magic numbers/],
      'a wrong second magic number': [changed(Word.magic1, 1), /block 1 lacks its magic numbers/],
      'a wrong last magic number': [changed(Word.magic2, 1), /block 1 lacks its magic numbers/],
      'a block without a family': [changed(Word.flags, 0), /block 1 names no family, or another/],
      'a block of another family': [changed(Word.family, 7), /block 1 names no family, or another/],
      'a block that is not for flash': [changed(Word.flags, 0x2001), /block 1 is not for main flash/],
      'blocks in another order': [changed(Word.block, 2), /block 1 says 2 of/],
      'another count of blocks': [changed(Word.blocks, 9), /block 1 says 1 of 9/],
      'more bytes than a block holds': [changed(Word.bytes, 477), /block 1 has 477 bytes/],
      'no bytes in a block': [changed(Word.bytes, 0), /block 1 has 0 bytes/],
    };
    for (const [title, [bytes, message]] of Object.entries(cases))
      it(title, () => {
        assert.throws(() => fromUf2(bytes), { name: 'ToolError', code: 'UF2_DAMAGED', exitCode: 9, message });
      });
  });
});
