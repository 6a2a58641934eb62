import assert from 'node:assert/strict';
import { firmwareOf, type TestFirmware } from '../support/firmware.ts';
import { activation, network, weights } from '../support/graphs.ts';
import { LineBoard } from '../support/line-board.ts';

const INPUT_BYTES = 40;
const CLASSES = 5;
/** A classifier: its last layer is a softmax, as the benchmark's are. */
const classifier = {
  ...network(
    [
      activation([1, INPUT_BYTES]),
      weights([CLASSES, INPUT_BYTES], [0.01]),
      activation([1, CLASSES], 0.25),
      activation([1, CLASSES], 1 / 256, -128),
    ],
    [
      {
        kind: 'FULLY_CONNECTED',
        inputs: [0, 1],
        outputs: [2],
        options: { activation: 'none', keepNumDims: false },
      },
      { kind: 'SOFTMAX', inputs: [2], outputs: [3], options: { beta: 1 } },
    ],
  ),
  name: 'kws01',
};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const input = Uint8Array.from({ length: INPUT_BYTES }, (_, index) => index * 91 + 7);

describe('MLPerf Tiny text commands on the emulated Pico', () => {
  let firmware: TestFirmware;
  let board: LineBoard;
  before(async () => {
    firmware = await firmwareOf(classifier);
  });
  beforeEach(() => {
    board = new LineBoard(firmware.image);
    assert.equal(board.converse(''), 'm-init-done\r\nm-ready\r\n');
  });
  /** The lines of a reply; the last one, m-ready, is checked and left out. */
  const command = (text: string): string[] => {
    const reply = board.converse(`${text}%`);
    assert.ok(reply.endsWith('m-ready\r\n'), JSON.stringify(reply));
    return reply.split('\r\n').slice(0, -2);
  };
  /** As the runner loads: at most 31 bytes a command. */
  const load = (bytes: Uint8Array): string[] => {
    command(`db load ${bytes.length}`);
    let reply: string[] = [];
    for (let at = 0; at < bytes.length; at += 31) reply = command(`db ${hex(bytes.subarray(at, at + 31))}`);
    return reply;
  };

  it('name, profile, help', () => {
    assert.deepEqual(command('name'), ['m-name-dut-[picojoule pico-emulated]']);
    assert.deepEqual(command('profile'), ['m-profile-[ULPMark for tinyML Firmware V0.0.1]', 'm-model-[kws01]']);
    assert.match(command('help').join(), /infer N W%/);
  });

  it('timestamp counts microseconds', () => {
    const [first] = command('timestamp');
    board.pico.clock.advanceTo(board.pico.clock.nanos + 5e6);
    const [second] = command('timestamp');
    const us = [first, second].map((line) => Number(/^m-lap-us-([0-9]+)$/.exec(line ?? '')?.[1]));
    assert.ok((us[1] ?? 0) - (us[0] ?? 0) >= 5000 && (us[1] ?? 0) - (us[0] ?? 0) < 6000, `${us}`);
  });

  it('timestamp stays positive beyond 2^31 µs', () => {
    board.pico.clock.advanceTo(2.2e12);
    assert.match(command('timestamp')[0] ?? '', /^m-lap-us-22000\d{5}$/);
  });

  it('db load, bytes in any case, print', () => {
    assert.deepEqual(command(`db load ${INPUT_BYTES}`), [`m-[Expecting ${INPUT_BYTES} bytes]`]);
    assert.deepEqual(command(`db ${hex(input.subarray(0, 31))}`), []);
    assert.deepEqual(command(`db ${hex(input.subarray(31)).toUpperCase()}`), ['m-load-done']);
    const lines = command('db print');
    assert.equal(lines.length, 5);
    assert.ok(lines.every((line) => /^m-buffer(-[0-9a-f]{2}){8}$/.test(line)));
    assert.equal(lines.map((line) => line.slice(9).replaceAll('-', '')).join(''), hex(input));
  });

  it('infer tells warm-up, both laps and results; the number of warm-ups is 10 unless said', () => {
    assert.deepEqual(load(input), ['m-load-done']);
    const lines = command('infer 3');
    const results = lines.pop() ?? '';
    const laps = lines.splice(3, 2).map((line) => Number(/^m-lap-us-([0-9]+)$/.exec(line)?.[1]));
    assert.deepEqual(lines, ['m-warmup-start-10', 'm-warmup-done', 'm-infer-start-3', 'm-infer-done']);
    assert.ok((laps[1] ?? 0) > (laps[0] ?? 0));
    assert.deepEqual(command('infer 2 0').slice(0, 3), ['m-warmup-start-0', 'm-warmup-done', 'm-infer-start-2']);
    assert.deepEqual(command('results'), [results]);
    assert.equal(board.pico.triggerWindows.length, 3 + 10 + 2);
  });

  it('results become the classes\u2019 probabilities when the runner divides them by their sum', () => {
    load(input);
    const [line] = command('infer 1 0').slice(-1);
    const values = (/^m-results-\[([^\]]+)\]$/.exec(line ?? '')?.[1] ?? '').split(',').map(Number);
    const total = values.reduce((sum, value) => sum + value, 0);
    const outputs = [...firmware.infer(input)].map((byte) => ((byte << 24) >> 24) + 128);
    assert.deepEqual(values, outputs);
    assert.ok(total > 0 && values.every((value) => value >= 0));
    assert.equal(values.indexOf(Math.max(...values)), outputs.indexOf(Math.max(...outputs)));
  });

  for (const [text, complaint] of [
    ['foo', 'e-[unknown command]'],
    ['namexyz', 'e-[unknown command]'],
    [`db ${'0'.repeat(90)}`, 'e-[command too long]'],
    ['db load 0', 'e-[no such input size]'],
    ['db load 41', 'e-[no such input size]'],
    ['db load', 'e-[no such input size]'],
    ['db', 'e-[db takes load, print or bytes]'],
    ['db 0g', 'e-[not hexadecimal]'],
    ['db 123', 'e-[odd number of digits]'],
    ['db 00', 'e-[more bytes than announced]'],
    ['infer 0', 'e-[infer takes two numbers, the first above 0]'],
    ['infer x', 'e-[infer takes two numbers, the first above 0]'],
    ['infer 1 1 1', 'e-[infer takes two numbers, the first above 0]'],
  ] as const)
    it(`"${text.slice(0, 12)}" is ${complaint}`, () => assert.deepEqual(command(text), [complaint]));

  it('more bytes than announced leave the announced ones', () => {
    command('db load 2');
    assert.deepEqual(command('db 010203'), ['e-[more bytes than announced]']);
    assert.match(command('db print')[0] ?? '', /^m-buffer-01-02-00/);
  });

  it('infer without a load takes zeros; line ends and blanks between commands mean nothing', () => {
    assert.match(command('infer 1 0').at(-1) ?? '', /^m-results-/);
    assert.equal(board.converse('\r\n  %\r\n'), '');
    assert.match(board.converse('\r\n name\r\n%'), /^m-name-dut/);
  });

  it('images come as unsigned pixels where the model is one of the benchmark\u2019s image models', async () => {
    const image = await firmwareOf({ ...classifier, name: 'ic01' });
    board = new LineBoard(image.image);
    board.converse('');
    load(input);
    assert.match(command('db print')[0] ?? '', new RegExp(`^m-buffer-${hex(input.subarray(0, 1))}-`));
    const [line] = command('infer 1 0').slice(-1);
    const signed = input.map((pixel) => pixel - 128);
    assert.equal(line, `m-results-[${[...image.infer(signed)].map((byte) => byte ^ 0x80)}]`);
  });
});
