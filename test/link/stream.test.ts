import assert from 'node:assert/strict';
import { Frame } from '../../assembly/shared/protocol.ts';
import { Device } from '../../host/link/device.ts';
import type { DecodedFrame } from '../../host/link/frames.ts';
import { FakeBoard, u32 } from '../support/fake-board.ts';
import { ManualClock } from '../support/manual-clock.ts';

const INFERENCES = 3;
const request = { count: INFERENCES, warmup: 0, layers: false, crcs: false };
const result = (inference: number) => u32(inference, 100, 12_500, 0, 0xabcd);

const setUp = () => {
  const board = new FakeBoard();
  const clock = new ManualClock();
  const device = new Device(board.transport, { clock, timeoutMs: 1000, attempts: 5 });
  const seen: number[] = [];
  const gaps: number[] = [];
  board.serve = (asked) => {
    board.beginStream();
    board.reply(Frame.ACK, asked);
    for (let inference = 0; inference < INFERENCES; inference++) board.stream(Frame.RESULT, asked, result(inference));
    board.done(asked, INFERENCES);
  };
  const infer = () =>
    clock.settle(
      device.infer(request, {
        silenceMs: 60_000,
        onFrame: ({ payload }) => seen.push(payload[0] ?? -1),
        onGap: ({ missing }) => gaps.push(missing),
      }),
    );
  return { board, clock, device, seen, gaps, infer };
};

describe('streams from a board', () => {
  it('hand out every frame and end with DONE, leaving no timer', async () => {
    const { clock, seen, gaps, infer } = setUp();
    assert.deepEqual(await infer(), { status: 0, inferences: 3, windowUs: 1000, activeUs: 900 });
    assert.deepEqual([seen, gaps, clock.nowMs(), clock.pending], [[0, 1, 2], [], 0, 0]);
  });

  it('tell how many frames are missing, across the wrap of the numbers', async () => {
    const { board, gaps, infer } = setUp();
    board.serve = (asked) => {
      board.beginStream();
      board.reply(Frame.ACK, asked);
      for (let inference = 0; inference < 250; inference++) board.stream(Frame.RESULT, asked, result(inference));
      board.stream(Frame.RESULT, asked, result(260), 10);
      board.stream(Frame.RESULT, asked, result(261));
      board.done(asked, 300);
    };
    await infer();
    assert.deepEqual(gaps, [10]);
  });

  it('count a damaged frame as missing, and a repeated one once', async () => {
    const { board, seen, gaps, infer } = setUp();
    board.toHost = (wire, n) => (n === 2 ? [wire.subarray(0, -4)] : n === 3 ? [wire, wire] : [wire]);
    await infer();
    assert.deepEqual([seen, gaps], [[0, 2], [1]]);
  });

  it('need no acknowledgement where a frame says as much', async () => {
    const { board, clock, device, seen, infer } = setUp();
    board.toHost = (wire, n) => (n === 0 ? [] : [wire]);
    await infer();
    assert.deepEqual([seen, clock.nowMs(), device.resent], [[0, 1, 2], 0, 0]);
  });

  it('recover a lost DONE by asking once more', async () => {
    const { board, clock, device, seen, gaps, infer } = setUp();
    const { serve } = board;
    board.serve = (asked) => {
      if (board.requests.length === 1) return serve(asked);
      board.reply(Frame.ACK, asked);
      board.done(asked, INFERENCES, INFERENCES);
    };
    board.toHost = (wire, n) => (n === 4 ? [] : [wire]);
    assert.equal((await infer()).inferences, 3);
    assert.deepEqual([seen, gaps, clock.nowMs(), clock.pending, device.resent], [[0, 1, 2], [], 60_000, 0, 0]);
    assert.deepEqual(board.requests[1], board.requests[0]);
  });

  it('that break off are BOARD_SILENT after the silence, and one more question', async () => {
    const { board, clock, infer } = setUp();
    board.serve = (asked) => {
      board.beginStream();
      board.reply(Frame.ACK, asked);
      if (board.requests.length === 1) board.stream(Frame.RESULT, asked, result(0));
    };
    await assert.rejects(infer(), {
      code: 'BOARD_SILENT',
      exitCode: 6,
      message: 'no answer to INFER (its stream broke off) in 60000 ms',
    });
    assert.deepEqual([clock.nowMs(), clock.pending], [61_000, 0]);
  });

  it('of a board that died are BOARD_SILENT, too', async () => {
    const { board, clock, infer } = setUp();
    board.serve = (asked) => {
      if (board.requests.length === 1) board.reply(Frame.ACK, asked);
    };
    await assert.rejects(infer(), { code: 'BOARD_SILENT', message: 'no answer to INFER in 5000 ms' });
    assert.deepEqual([clock.nowMs(), clock.pending], [65_000, 0]);
  });

  it('are not mixed with the frames of one that was given up', async () => {
    const { board, seen, gaps, infer } = setUp();
    const { serve } = board;
    board.serve = (asked) => {
      const stale: DecodedFrame = { ...asked, sequence: asked.sequence - 1 };
      board.stream(Frame.RESULT, stale, result(77), 40);
      board.done(stale, 99);
      serve(asked);
    };
    assert.equal((await infer()).inferences, 3);
    assert.deepEqual([seen, gaps], [[0, 1, 2], []]);
  });

  it('end with LINK_LOST when the port goes away between two frames', async () => {
    const { board, clock, infer } = setUp();
    board.serve = (asked) => {
      board.beginStream();
      board.reply(Frame.ACK, asked);
      board.stream(Frame.RESULT, asked, result(0));
      setImmediate(() => board.pullCable());
    };
    await assert.rejects(infer(), { code: 'LINK_LOST', exitCode: 6 });
    assert.equal(clock.pending, 0);
  });

  for (const handler of ['onFrame', 'onGap'] as const)
    it(`end with what ${handler} throws`, async () => {
      const { board, clock, device } = setUp();
      board.toHost = (wire, n) => (n === 1 ? [] : [wire]);
      const stream = { silenceMs: 10, onFrame: () => undefined, onGap: () => undefined };
      const failure = new Error('enough');
      const fail = () => {
        throw failure;
      };
      await assert.rejects(clock.settle(device.infer(request, { ...stream, [handler]: fail })), failure);
      assert.equal(clock.pending, 0);
    });
});
