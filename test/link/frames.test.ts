import assert from 'node:assert/strict';
import { crc16, type DecodedFrame, encodeFrame, FrameDecoder } from '../../host/link/frames.ts';

const decode = (bytes: Uint8Array) => {
  const frames: DecodedFrame[] = [];
  const decoder = new FrameDecoder((frame) => frames.push(frame));
  decoder.push(bytes);
  return { frames, damaged: decoder.damaged };
};
const frame = (sequence: number, ...payload: number[]) => ({ type: 0x84, sequence, payload: Uint8Array.from(payload) });

describe('frames', () => {
  it('use CRC-16/CCITT-FALSE', () => {
    assert.equal(crc16(new TextEncoder().encode('123456789')), 0x29b1);
  });

  it('carry every byte value', () => {
    const sent = { type: 2, sequence: 0xc0, payload: Uint8Array.from({ length: 256 }, (_, index) => index) };
    assert.deepEqual(decode(encodeFrame(sent)), { frames: [sent], damaged: 0 });
  });

  it('every single flipped bit of a frame is detected, and the next frame arrives', () => {
    const [first, second] = [frame(1, 1, 2, 0xc0, 4), frame(2, 0xdb, 6)];
    const wire = Buffer.concat([encodeFrame(first), encodeFrame(second)]);
    const end = encodeFrame(first).length;
    for (let bit = 0; bit < end * 8; bit++) {
      const hit = Uint8Array.from(wire);
      hit[bit >>> 3] = (hit[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      const { frames } = decode(hit);
      for (const got of frames) assert.ok([1, 2].includes(got.sequence), `bit ${bit}`);
      // A flip in the closing delimiter costs the frame behind it, and no more.
      if (bit < (end - 1) * 8) assert.deepEqual(frames.at(-1), second, `bit ${bit}`);
    }
  });

  it('a damaged length does not swallow the stream', () => {
    const noise = Uint8Array.from({ length: 2000 }, (_, index) => (index % 0xbf) + 1);
    const sent = frame(3, 9);
    const { frames } = decode(Buffer.concat([Uint8Array.of(0xc0), noise, encodeFrame(sent), encodeFrame(sent)]));
    assert.deepEqual(frames.at(-1), sent);
  });
});
