import assert from 'node:assert/strict';
import { Frame, Region, SLIP_END, Status } from '../../assembly/shared/protocol.ts';
import { ToolError } from '../../host/errors.ts';
import { connect, Device } from '../../host/link/device.ts';
import { encodeFrame, FrameDecoder } from '../../host/link/frames.ts';
import { parseDone, parseLayer, parseResult } from '../../host/link/messages.ts';
import { firmwareOf, type TestFirmware } from '../support/firmware.ts';
import { activation, network, weights } from '../support/graphs.ts';
import { LineBoard, noiseOf } from '../support/line-board.ts';
import { Random } from '../support/random.ts';

const INPUT_BYTES = 600;
const OUTPUT_BYTES = 300;
const SEEDS = 8;
const fullyConnected = network(
  [activation([1, INPUT_BYTES]), weights([OUTPUT_BYTES, INPUT_BYTES], [0.001]), activation([1, OUTPUT_BYTES])],
  [
    {
      kind: 'FULLY_CONNECTED',
      inputs: [0, 1],
      outputs: [2],
      options: { activation: 'none', keepNumDims: false },
    },
  ],
);
const u32 = (...values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const inferPayload = (count: number, warmup = 0) => Buffer.concat([u32(count, warmup), Uint8Array.of(0)]);

describe('the firmware on a bad line', () => {
  let firmware: TestFirmware;
  before(async () => {
    firmware = await firmwareOf(fullyConnected);
  });

  /** Loads, infers and reads once; what came back, or how it failed. */
  const once = async (board: LineBoard, input: Uint8Array): Promise<Uint8Array | string> => {
    try {
      const { device } = await board.settle(connect(board.transport, { clock: board.clock }));
      await board.settle(device.load(input));
      for (let attempt = 0; attempt < 8; attempt++) {
        let missing = 0;
        const inferences = new Set<number>();
        await board.settle(
          device.infer(
            { count: 2, warmup: 1, layers: true, crcs: true },
            {
              silenceMs: 2000,
              onGap: (gap) => {
                missing += gap.missing;
              },
              onFrame: ({ type, payload }) =>
                inferences.add(type === Frame.LAYER ? parseLayer(payload).inference : parseResult(payload).inference),
            },
          ),
        );
        if (missing > 0) continue;
        assert.deepEqual([...inferences], [0, 1]);
        return await board.settle(device.read(Region.OUTPUT, 0, OUTPUT_BYTES));
      }
      return 'FRAMES_LOST';
    } catch (error) {
      if (error instanceof ToolError) return error.code;
      throw error;
    }
  };

  for (const [oneIn, least] of [
    [3000, 8],
    [700, 6],
    [120, 0],
  ] as const)
    it(`gives right results or a named error, one byte in ${oneIn} lost, damaged or doubled each way (seeds 1 to ${SEEDS})`, async () => {
      let right = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = new Random(seed * 7919);
        const board = new LineBoard(firmware.image);
        board.toBoard = board.toHost = noiseOf(random, oneIn);
        const input = Uint8Array.from({ length: INPUT_BYTES }, () => random.next());
        const outcome = await once(board, input);
        if (typeof outcome === 'string') {
          assert.ok(['BOARD_SILENT', 'FRAMES_LOST', 'BOARD_REFUSED'].includes(outcome), `seed ${seed}: ${outcome}`);
        } else {
          assert.deepEqual(Buffer.from(outcome), Buffer.from(firmware.infer(input)), `seed ${seed}`);
          right++;
        }
        // Whatever was left half-received: a quiet line serves again.
        board.toBoard = board.toHost = (bytes) => bytes;
        assert.deepEqual(Buffer.from((await once(board, input)) as Uint8Array), Buffer.from(firmware.infer(input)));
      }
      assert.ok(right >= least, `${right} of ${SEEDS} got through`);
    });
});

describe('the firmware and its protocol', () => {
  let image: TestFirmware['image'];
  before(async () => {
    ({ image } = await firmwareOf(fullyConnected));
  });

  /** Sends raw bytes; the frames that come back. */
  const exchange = (board: LineBoard, ...wires: readonly Uint8Array[]) => {
    const frames: { type: number; sequence: number; payload: Uint8Array }[] = [];
    const decoder = new FrameDecoder((frame) => frames.push(frame));
    decoder.push(Buffer.from(board.converse(Buffer.concat(wires)), 'latin1'));
    assert.equal(decoder.damaged, 0);
    return frames;
  };
  const started = () => {
    const board = new LineBoard(image);
    assert.match(board.converse(''), /^m-init-done\r\nm-ready\r\n$/);
    return board;
  };
  const hello = (sequence: number) => encodeFrame({ type: Frame.HELLO, sequence, payload: new Uint8Array() });
  const read = (sequence: number) =>
    encodeFrame({ type: Frame.READ, sequence, payload: Uint8Array.of(Region.INPUT, 0, 0, 0, 0, 4, 0) });
  const load = (sequence: number, ...bytes: readonly number[]) =>
    encodeFrame({ type: Frame.LOAD, sequence, payload: Buffer.concat([u32(0), Uint8Array.from(bytes)]) });
  const infer = (sequence: number, count: number, warmup = 0) =>
    encodeFrame({ type: Frame.INFER, sequence, payload: inferPayload(count, warmup) });
  const damaged = (wire: Uint8Array) => wire.map((byte, at) => (at === 3 ? byte ^ 1 : byte));
  const types = (frames: readonly { type: number }[]) => frames.map(({ type }) => Frame[type]);

  it('a repeated request gets its reply again, also after damage has overwritten it', () => {
    const board = started();
    exchange(board, load(1, 5, 6, 7, 8));
    const [first, again, refusal, after] = exchange(board, read(2), read(2), damaged(load(9, 1)), read(2));
    assert.deepEqual([...(first?.payload ?? [])], [5, 6, 7, 8]);
    assert.deepEqual(again, first);
    assert.deepEqual([refusal?.type, refusal?.payload[0]], [Frame.NAK, Status.BAD_CRC]);
    assert.deepEqual(after, first);
  });

  it('another request under the number served last is served, not taken for a repetition', () => {
    const board = started();
    exchange(board, load(1, 5, 6, 7, 8), load(1, 9, 9, 9, 9));
    assert.deepEqual([...(exchange(board, read(1))[0]?.payload ?? [])], [9, 9, 9, 9]);
  });

  it('a host that starts again with the same numbers is served', () => {
    const board = started();
    const session = [hello(1), load(2, 1, 2, 3, 4), read(3)];
    exchange(board, ...session);
    assert.deepEqual(types(exchange(board, ...session)), ['INFO', 'ACK', 'DATA']);
  });

  it('a stream repeated while it runs is acknowledged, and runs once', () => {
    const board = started();
    const frames = exchange(board, infer(4, 3), infer(4, 3), infer(4, 3));
    assert.deepEqual(types(frames), ['ACK', 'ACK', 'ACK', 'RESULT', 'RESULT', 'RESULT', 'DONE']);
    assert.deepEqual(types(exchange(board, infer(4, 3))), ['ACK', 'DONE']);
    const [, done] = exchange(board, infer(4, 3));
    assert.deepEqual([done?.sequence, parseDone(done?.payload.subarray(1) ?? new Uint8Array()).inferences], [3, 3]);
  });

  it('every frame of a stream carries the number of its request', () => {
    const frames = exchange(started(), infer(0xc0, 2));
    assert.deepEqual(
      frames.filter(({ type }) => type >= 0xc0).map(({ sequence, payload }) => [sequence, payload[0]]),
      [
        [0, 0xc0],
        [1, 0xc0],
        [2, 0xc0],
      ],
    );
  });

  it('other requests while a stream runs are refused as BUSY, and served afterwards', () => {
    const board = started();
    const frames = exchange(board, infer(4, 2), read(5));
    assert.deepEqual(types(frames), ['ACK', 'NAK', 'RESULT', 'RESULT', 'DONE']);
    assert.equal(frames[1]?.payload[0], Status.BUSY);
    assert.deepEqual(types(exchange(board, read(5))), ['DATA']);
  });

  it('a greeting ends a stream without end, and what follows it is served', () => {
    const board = started();
    const frames = exchange(board, infer(4, 0xffff_ffff), hello(1), load(2, 1));
    assert.deepEqual(types(frames), ['ACK', 'INFO', 'DONE', 'ACK']);
    assert.equal(parseDone(frames[2]?.payload.subarray(1) ?? new Uint8Array()).status, Status.STOPPED);
  });

  it('a text command ends a stream, too, and is answered', () => {
    const board = started();
    const text = board.converse(Buffer.concat([infer(4, 0xffff_ffff), Buffer.from('name%')]));
    assert.match(text, /m-name-dut-\[picojoule pico-emulated\]\r\nm-ready\r\n$/);
    assert.deepEqual(types(exchange(board, read(5))), ['DATA']);
  });

  it('bytes beyond the receive ring are counted, and cost no more than what they hold', () => {
    const board = started();
    const flood = Array.from({ length: 8 }, (_, index) => load(10 + index, ...new Uint8Array(250).fill(index)));
    // One inference of the stream takes longer than the flood: only what the ring holds is there at its end.
    exchange(board, infer(4, 1), ...flood);
    // The last frame in the ring has no end: the next request is the one that shows it.
    assert.deepEqual(types(exchange(board, read(30))), ['NAK', 'DATA']);
    const [stats] = exchange(board, encodeFrame({ type: Frame.STATS, sequence: 31, payload: new Uint8Array() }));
    const overruns = new DataView(stats?.payload.buffer ?? new ArrayBuffer(28), stats?.payload.byteOffset).getUint32(
      24,
      true,
    );
    assert.ok(overruns > 0, `${overruns} bytes lost`);
  });

  it('frames and text take turns on one line', () => {
    const board = started();
    assert.match(board.converse('name%'), /picojoule/);
    // A frame ends a half-typed command, and text directly behind a frame is text.
    assert.match(board.converse(Buffer.concat([Buffer.from('db lo'), read(1), Buffer.from('name%')])), /picojoule/);
    // A stray opening byte before text.
    assert.match(board.converse(Buffer.concat([Uint8Array.of(SLIP_END), Buffer.from('name%')])), /picojoule/);
    assert.match(board.converse(Buffer.concat([damaged(load(3, 1)), Buffer.from('name%')])), /picojoule/);
    assert.deepEqual(types(exchange(board, read(2))), ['DATA']);
  });

  it('a frame whose end was lost costs no frame but itself', () => {
    const board = started();
    const frames = exchange(board, load(7, 1, 2, 3, 4).subarray(0, -3), read(8));
    assert.deepEqual(types(frames), ['NAK', 'DATA']);
  });

  it('a frame broken off for good does not swallow the text that comes later', () => {
    const board = started();
    board.converse(load(7, 1, 2, 3, 4).subarray(0, -3));
    board.pico.clock.advanceTo(board.pico.clock.nanos + 300e6);
    assert.match(board.converse('name%'), /m-name-dut/);
  });

  for (const [what, type, payload, status] of [
    ['an unknown request', 0x1e, new Uint8Array(), Status.BAD_TYPE],
    ['a load without offset', Frame.LOAD, new Uint8Array(3), Status.BAD_LENGTH],
    ['a load behind the inputs', Frame.LOAD, Buffer.concat([u32(INPUT_BYTES), Uint8Array.of(1)]), Status.OUT_OF_RANGE],
    ['a load whose end wraps', Frame.LOAD, Buffer.concat([u32(0xffff_ffff), Uint8Array.of(1, 2)]), Status.OUT_OF_RANGE],
    ['a read of another length', Frame.READ, new Uint8Array(6), Status.BAD_LENGTH],
    ['a read of no region', Frame.READ, Uint8Array.of(9, 0, 0, 0, 0, 1, 0), Status.OUT_OF_RANGE],
    ['a read behind the outputs', Frame.READ, Uint8Array.of(0, 44, 1, 0, 0, 1, 0), Status.OUT_OF_RANGE],
    ['a read of more than a frame', Frame.READ, Uint8Array.of(2, 0, 0, 0, 0, 1, 1), Status.OUT_OF_RANGE],
    ['an INFER too short', Frame.INFER, new Uint8Array(8), Status.BAD_LENGTH],
    ['a window of 71 minutes', Frame.MEASURE, u32(4_294_968, 17_040), Status.OUT_OF_RANGE],
    ['a sensor period of 0', Frame.MEASURE, u32(100, 0), Status.OUT_OF_RANGE],
    ['a window without sensor', Frame.MEASURE, u32(100, 17_040), Status.NO_SENSOR],
  ] as const)
    it(`${what} is refused as ${Status[status]}`, () => {
      const [frame] = exchange(started(), encodeFrame({ type, sequence: 3, payload }));
      assert.deepEqual([Frame[frame?.type ?? 0], frame?.payload[0]], ['NAK', status]);
    });

  it('a missing sensor is told to the host as such', async () => {
    const board = started();
    const device = new Device(board.transport, { clock: board.clock });
    const stream = { silenceMs: 1000, onFrame: () => undefined, onGap: () => undefined };
    await assert.rejects(board.settle(device.measure({ windowMs: 100, periodUs: 17_040 }, stream)), {
      code: 'BOARD_REFUSED',
      message: /NO_SENSOR/,
      remedy: /INA219/,
    });
    assert.equal((await board.settle(device.info())).sensors, 0);
  });
});
