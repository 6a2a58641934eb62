import assert from 'node:assert/strict';
import { FAULT_LINE, Frame, Status } from '../../assembly/shared/protocol.ts';
import { Device } from '../../host/link/device.ts';
import type { DecodedFrame } from '../../host/link/frames.ts';
import { FakeBoard, info } from '../support/fake-board.ts';
import { ManualClock } from '../support/manual-clock.ts';

const setUp = () => {
  const board = new FakeBoard();
  const clock = new ManualClock();
  const device = new Device(board.transport, { clock, timeoutMs: 1000, attempts: 5 });
  board.serve = (request) => {
    if (request.type === Frame.HELLO) board.reply(Frame.INFO, request, info());
    else if (request.type === Frame.LOAD) board.reply(Frame.ACK, request);
    else if (request.type === Frame.READ) board.reply(Frame.DATA, request, Uint8Array.of(1, 2, 3, 4));
  };
  return { board, clock, device };
};
const flipped = (wire: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(wire);
  copy[2] = (copy[2] ?? 0) ^ 0x10;
  return copy;
};

describe('requests to a board', () => {
  it('are answered at once, and leave no timer behind', async () => {
    const { board, clock, device } = setUp();
    const { board: name, model } = await clock.settle(device.info());
    assert.deepEqual([name, model], ['fake', 'model']);
    await clock.settle(device.load(new Uint8Array(600)));
    assert.deepEqual([...(await clock.settle(device.read(0, 0, 4)))], [1, 2, 3, 4]);
    assert.deepEqual(
      board.requests.map(({ type, sequence, payload }) => [type, sequence, payload.length]),
      [
        [Frame.HELLO, 1, 0],
        [Frame.LOAD, 2, 256],
        [Frame.LOAD, 3, 256],
        [Frame.LOAD, 4, 100],
        [Frame.READ, 5, 7],
      ],
    );
    assert.deepEqual([clock.nowMs(), clock.pending, device.resent], [0, 0, 0]);
  });

  for (const [what, toBoard, toHost] of [
    ['a lost request', (wire: Uint8Array, n: number) => (n === 0 ? [] : [wire]), undefined],
    ['a damaged request', (wire: Uint8Array, n: number) => [n === 0 ? flipped(wire) : wire], undefined],
    ['a lost reply', undefined, (wire: Uint8Array, n: number) => (n === 0 ? [] : [wire])],
    ['a damaged reply', undefined, (wire: Uint8Array, n: number) => [n === 0 ? flipped(wire) : wire]],
    ['half a reply', undefined, (wire: Uint8Array, n: number) => [n === 0 ? wire.subarray(0, 20) : wire]],
  ] as const)
    it(`${what} costs one repetition with the same sequence number`, async () => {
      const { board, clock, device } = setUp();
      if (toBoard) board.toBoard = toBoard;
      if (toHost) board.toHost = toHost;
      assert.equal((await clock.settle(device.info())).model, 'model');
      assert.deepEqual([clock.nowMs(), clock.pending, device.resent], [1000, 0, 1]);
      assert.deepEqual(new Set(board.requests.map(({ sequence }) => sequence)), new Set([1]));
    });

  it('a duplicated request or reply changes nothing', async () => {
    const { board, clock, device } = setUp();
    board.toBoard = (wire) => [wire, wire];
    board.toHost = (wire) => [wire, wire];
    await clock.settle(device.info());
    assert.deepEqual([...(await clock.settle(device.read(0, 0, 4)))], [1, 2, 3, 4]);
    assert.equal(clock.nowMs(), 0);
  });

  it('a request that the board received damaged goes out again at once', async () => {
    const { board, clock, device } = setUp();
    const { serve } = board;
    let refused = 0;
    board.serve = (request) => (refused++ < 2 ? board.refuse(request, Status.BAD_CRC) : serve(request));
    await clock.settle(device.info());
    assert.deepEqual([clock.nowMs(), device.resent], [0, 2]);
  });

  it('a late reply to an earlier request is not taken for the answer', async () => {
    const { board, clock, device } = setUp();
    const { serve } = board;
    let earlier: DecodedFrame | undefined;
    board.serve = (request) => {
      if (earlier) board.reply(Frame.DATA, earlier, Uint8Array.of(9, 9, 9, 9));
      earlier = request;
      // An acknowledgement of the same number, where data are due.
      board.reply(Frame.ACK, request);
      serve(request);
    };
    await clock.settle(device.info());
    assert.deepEqual([...(await clock.settle(device.read(0, 0, 4)))], [1, 2, 3, 4]);
  });

  it('sequence numbers wrap', async () => {
    const { board, clock, device } = setUp();
    for (let count = 0; count < 600; count++) await clock.settle(device.load(Uint8Array.of(count)));
    const sequences = board.requests.map(({ sequence }) => sequence);
    assert.deepEqual([sequences[0], sequences[254], sequences[255], sequences[256]], [1, 255, 0, 1]);
    assert.equal(device.resent, 0);
  });

  it('a silent board is BOARD_SILENT after all attempts, with its last words', async () => {
    const { board, clock, device } = setUp();
    board.serve = () => board.say(Buffer.from('\r\nm-init-done\r\n'));
    await assert.rejects(clock.settle(device.info()), {
      code: 'BOARD_SILENT',
      exitCode: 6,
      message: 'no answer to HELLO in 5000 ms; the board said "m-init-done"',
      remedy: /Check the port, the baud rate/,
    });
    assert.deepEqual([clock.nowMs(), clock.pending, device.resent], [5000, 0, 4]);
  });

  it('firmware that says it faulted is not waited for, and asked no more', async () => {
    const { board, clock, device } = setUp();
    board.serve = () => board.say(Buffer.from(`\r\n${FAULT_LINE}\r\n`));
    for (const _ of [1, 2])
      await assert.rejects(clock.settle(device.info()), {
        code: 'BOARD_FAULT',
        exitCode: 6,
        message: 'the firmware ended in a HardFault',
      });
    assert.deepEqual([clock.nowMs(), clock.pending, device.resent], [0, 0, 0]);
    assert.equal(board.requests.length, 1);
  });

  it('a port that takes no bytes is silence, too', async () => {
    const { board, clock, device } = setUp();
    board.transport.write = () => new Promise(() => undefined);
    await assert.rejects(clock.settle(device.info()), { code: 'BOARD_SILENT' });
  });

  for (const [status, remedy] of [
    [Status.NO_SENSOR, /INA219/],
    [Status.OUT_OF_RANGE, /Flash the firmware/],
    [Status.BAD_TYPE, /Flash the firmware/],
  ] as const)
    it(`${Status[status]} is a refusal, not repeated`, async () => {
      const { board, clock, device } = setUp();
      board.serve = (request) => board.refuse(request, status);
      await assert.rejects(clock.settle(device.read(0, 0, 4)), {
        code: 'BOARD_REFUSED',
        exitCode: 6,
        message: `the board refused READ: ${Status[status]}`,
        remedy,
      });
      assert.deepEqual([clock.nowMs(), device.resent], [0, 0]);
    });

  it('a window out of range says what the range is', async () => {
    const { board, clock, device } = setUp();
    board.serve = (request) => board.refuse(request, Status.OUT_OF_RANGE);
    const stream = { silenceMs: 1000, onFrame: () => undefined, onGap: () => undefined };
    await assert.rejects(clock.settle(device.measure({ windowMs: 2e6, periodUs: 17_040 }, stream)), {
      code: 'BOARD_REFUSED',
      message: 'the board refused MEASURE: OUT_OF_RANGE',
      remedy: /at most 1000 s/,
    });
  });

  it('a board that is busy with what nobody waits for is greeted, and asked again', async () => {
    const { board, clock, device } = setUp();
    const { serve } = board;
    let isBusy = true;
    board.serve = (request) => {
      if (request.type === Frame.HELLO) isBusy = false;
      if (isBusy) board.refuse(request, Status.BUSY);
      else serve(request);
    };
    assert.deepEqual([...(await clock.settle(device.read(0, 0, 4)))], [1, 2, 3, 4]);
    assert.deepEqual(
      board.requests.map(({ type }) => type),
      [Frame.READ, Frame.HELLO, Frame.READ],
    );
  });

  it('a board that stays busy says so', async () => {
    const { board, clock, device } = setUp();
    board.serve = (request) => board.refuse(request, Status.BUSY);
    await assert.rejects(clock.settle(device.read(0, 0, 4)), {
      code: 'BOARD_REFUSED',
      message: /BUSY/,
      remedy: /connect again/,
    });
  });

  for (const [what, act] of [
    ['closes', (board: FakeBoard) => board.pullCable()],
    ['fails to write', (board: FakeBoard) => Object.assign(board, { isPortGone: true })],
  ] as const)
    it(`a port that ${what} is LINK_LOST at once, then and from then on`, async () => {
      const { board, clock, device } = setUp();
      board.serve = () => act(board);
      const failed = { code: 'LINK_LOST', exitCode: 6, remedy: /Check the cable/ };
      if (what === 'closes') await assert.rejects(clock.settle(device.info()), failed);
      else act(board);
      await assert.rejects(clock.settle(device.info()), failed);
      await assert.rejects(clock.settle(device.read(0, 0, 4)), failed);
      assert.deepEqual([clock.nowMs(), clock.pending], [0, 0]);
    });

  it('replies of another version are named', async () => {
    const { board, clock, device } = setUp();
    const expected = { code: 'BAD_REPLY', exitCode: 6, remedy: /flash it again/ };
    board.serve = (request) => board.reply(Frame.INFO, request, info(9));
    await assert.rejects(clock.settle(device.info()), { ...expected, message: /version 9 of the protocol, not 1/ });
    board.serve = (request) => board.reply(Frame.INFO, request, Uint8Array.of(1, 0));
    await assert.rejects(clock.settle(device.info()), { ...expected, message: /INFO has 2 bytes, 29 are due/ });
    board.serve = (request) => board.reply(Frame.DATA, request, Uint8Array.of(1));
    await assert.rejects(clock.settle(device.read(0, 0, 4)), { ...expected, message: /DATA has 1 bytes, 4 are due/ });
  });
});
