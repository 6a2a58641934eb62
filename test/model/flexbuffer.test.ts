import assert from 'node:assert/strict';
import { ToolError } from '../../host/errors.ts';
import { readCustomOptions } from '../../host/model/tflite/custom-options.ts';
import { readFlexMap } from '../../host/model/tflite/flexbuffer.ts';
import { writeFlexMap } from '../../host/model/tflite/flexbuffer-writer.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples } from '../support/graphs.ts';
import { Random } from '../support/random.ts';

const ascii = (text: string): number[] => [...Buffer.from(text)];
/** {"a": 200 (uint), "b": "hi", "c": 0.5, "k": a key, "t": true}, values of four bytes, keys' offsets of one. */
const everyKind = Uint8Array.from([
  ...ascii('a\0b\0c\0k\0t\0'),
  ...[2, ...ascii('hi\0')],
  ...[5, 15, 14, 13, 12, 11],
  ...[5, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0],
  ...[200, 0, 0, 0, 25, 0, 0, 0, 0, 0, 0, 0x3f, 38, 0, 0, 0, 1, 0, 0, 0],
  ...[2 << 2, 5 << 2, (3 << 2) | 2, 4 << 2, 26 << 2],
  ...[25, (9 << 2) | 2, 1],
]);

const failure = (bytes: Uint8Array): string | undefined => {
  try {
    readFlexMap(bytes);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ToolError, `${error}`);
    assert.equal(error.code, 'MODEL_DAMAGED');
    return error.message;
  }
};

describe('options of custom operators as FlexBuffers', () => {
  it('hold what was written', () => {
    const bytes = writeFlexMap({
      shift: { kind: 'int', value: -5 },
      T: { kind: 'int', value: 7 },
      on: { kind: 'bool', value: 1 },
    });
    assert.deepEqual(
      [...readFlexMap(bytes)],
      [
        ['T', 7],
        ['on', true],
        ['shift', -5],
      ],
    );
    assert.deepEqual([...readFlexMap(writeFlexMap({}))], []);
  });

  it('are read whatever their kinds and widths', () => {
    // As TensorFlow Lite's own writer lays out {"shift": 12}: all in bytes.
    const bytes = Uint8Array.from([...ascii('shift\0'), 1, 7, 1, 1, 1, 12, 1 << 2, 2, 9 << 2, 1]);
    assert.deepEqual([...readFlexMap(bytes)], [['shift', 12]]);
    assert.deepEqual(Object.fromEntries(readFlexMap(everyKind)), { a: 200, b: 'hi', c: 0.5, k: 'k', t: true });
  });

  it('that are cut short, empty, no map or without keys are damaged', () => {
    for (let length = 0; length < everyKind.length; length++)
      assert.ok(failure(everyKind.subarray(0, length)), `${length}`);
    assert.match(failure(Uint8Array.of(5, 1 << 2, 1)) ?? '', /no map/);
    assert.match(failure(everyKind.with(everyKind.length - 2, 9 << 2)) ?? '', /bytes|options/);
    assert.match(failure(everyKind.with(everyKind.length - 1, 3)) ?? '', /take 3 bytes/);
  });

  it('never fail but as damaged, whatever byte is changed', () => {
    const random = new Random(7);
    let damaged = 0;
    for (let at = 0; at < everyKind.length; at++)
      for (let turn = 0; turn < 40; turn++) if (failure(everyKind.with(at, random.below(256)))) damaged++;
    assert.ok(damaged > 100, `${damaged}`);
  });

  it('may be left out where the reference then chooses', () => {
    assert.deepEqual(readCustomOptions('CIRCULAR_BUFFER', new Uint8Array(0)), { cyclesMax: 0 });
    assert.throws(() => readCustomOptions('SignalWindow', new Uint8Array(0)), { code: 'MODEL_DAMAGED' });
  });

  it('that lack a key, have another or a value of another kind are damaged', () => {
    const file = writeTflite(samples.SignalWindow);
    assert.deepEqual(importTflite(file, 'test').operators, samples.SignalWindow.operators);
    const at = Buffer.from(file).indexOf('shift\0');
    const renamed = file.with(at, 0x53);
    assert.throws(() => importTflite(renamed), { code: 'MODEL_DAMAGED', message: /no option "shift"/ });
    const twice = Buffer.from(writeTflite(samples.SignalFilterBankLog));
    twice.write('output_scalf', twice.indexOf('output_scale'));
    assert.throws(() => importTflite(twice), { code: 'MODEL_DAMAGED', message: /no option "output_scale"/ });
  });
});
