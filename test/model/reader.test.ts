import assert from 'node:assert/strict';
import type { Tensor } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples } from '../support/graphs.ts';
import { refusalOfFile } from '../support/refusal.ts';
import { patched, slotsOf } from '../support/tflite-fields.ts';

const file = writeTflite(samples.CONV_2D);

describe('reading a .tflite file', () => {
  it('names what is no such file', () => {
    const wrong = Uint8Array.from(file);
    wrong[4] = 0x58;
    for (const bytes of [wrong, new Uint8Array(0), new Uint8Array(7), new TextEncoder().encode('<!DOCTYPE html>')]) {
      const error = refusalOfFile(bytes);
      assert.deepEqual([error?.code, error?.exitCode], ['MODEL_UNKNOWN_FORMAT', 2]);
      assert.match(error?.remedy ?? '', /\.tflite/);
    }
  });

  it('refuses every shorter copy of a sound file', () => {
    assert.equal(refusalOfFile(file), undefined);
    for (let length = 0; length < file.length; length++) {
      const error = refusalOfFile(file.subarray(0, length));
      assert.equal(error?.code, length < 8 ? 'MODEL_UNKNOWN_FORMAT' : 'MODEL_DAMAGED', `${length} bytes`);
      if (length >= 8) assert.deepEqual([error?.exitCode, error?.remedy], [9, 'Export or download the model again.']);
    }
  });

  it('follows no offset out of the file, and no vtable that makes no sense', () => {
    for (const { what, at } of slotsOf(file).filter((slot) => slot.what.endsWith(' offset'))) {
      for (const value of [0xffff_ffff, 0x8000_0000, 0x7fff_ffff, file.length, file.length - at])
        assert.equal(refusalOfFile(patched(file, what, value))?.code, 'MODEL_DAMAGED', `${what} ${value}`);
    }
    const view = new DataView(file.buffer);
    const root = view.getUint32(0, true);
    const vtable = root - view.getInt32(root, true);
    for (const [at, value] of [
      [vtable, 3],
      [vtable, 2],
      [vtable, 0xffff],
      [vtable + 4 + 2 * 2, 0xfffe],
    ] as const) {
      const copy = Uint8Array.from(file);
      new DataView(copy.buffer).setUint16(at, value, true);
      assert.equal(refusalOfFile(copy)?.code, 'MODEL_DAMAGED', `${at} ${value}`);
    }
    const astray = Uint8Array.from(file);
    new DataView(astray.buffer).setInt32(root, 0x7fff_ffff, true);
    assert.equal(refusalOfFile(astray)?.code, 'MODEL_DAMAGED');
  });

  it('believes no length that the file has no bytes for', () => {
    for (const { what } of slotsOf(file).filter((slot) => slot.what.endsWith(' length')))
      for (const value of [0xffff_ffff, 0x4000_0000, file.length])
        assert.match(refusalOfFile(patched(file, what, value))?.code ?? '', /MODEL_DAMAGED|MODEL_TOO_LARGE/, what);
  });

  it('does not copy one long vector for every tensor that points to it', () => {
    // 1000 tensors whose one table has a shape of 2^18 extents: a gigabyte, if each had its own copy.
    const [tensors, extents] = [1000, 2 ** 18];
    const list = Math.ceil(file.length / 4) * 4;
    const vtable = list + 4 + 4 * tensors;
    const table = vtable + 8;
    const shape = table + 8;
    const bytes = new Uint8Array(shape + 4 + 4 * extents);
    bytes.set(file);
    const view = new DataView(bytes.buffer);
    const at = slotsOf(file).find(({ what }) => what === 'tensor offset')?.at ?? 0;
    view.setUint32(at, list - at, true);
    view.setUint32(list, tensors, true);
    for (let element = list + 4; element < vtable; element += 4) view.setUint32(element, table - element, true);
    for (const [index, value] of [6, 8, 4].entries()) view.setUint16(vtable + 2 * index, value, true);
    view.setInt32(table, table - vtable, true);
    view.setUint32(table + 4, shape - (table + 4), true);
    view.setUint32(shape, extents, true);
    assert.match(refusalOfFile(bytes)?.message ?? '', /its vectors overlap/);
  });

  for (const [what, value, pattern] of [
    ['version', 2, /schema version 2, not 3/],
    ['subgraph length', 0, /no subgraph/],
    ['inputs length', 0, /no inputs/],
    ['outputs length', 0, /no outputs/],
    ['operator length', 0, /no operators/],
    ['inputs 0', -1, /tensor -1 does not exist/],
    ['inputs 0', 99, /tensor 99 does not exist/],
    ['outputs 0', -1, /tensor -1 does not exist/],
    ['outputs 0', 1, /output tensor 1 is never written/],
    ['inputs 0', 1, /input tensor 1 is a constant/],
    ['operator 0 inputs 0', 99, /tensor 99 does not exist/],
    ['operator 0 inputs 0', 3, /reads tensor 3 before anything writes it/],
    ['operator 0 outputs 0', 0, /writes tensor 0, which is not free/],
    ['operator 0 outputs 0', 1, /writes tensor 1, which is not free/],
    ['operator 0 code', 7, /operator 0 has code 7 of 1/],
    ['operator 0 options type', 11, /operator 0 has options of kind 11/],
    ['operator 0 option 0', 2, /padding 2 does not exist/],
    ['operator 0 option 0', 0xff, /padding -1 does not exist/],
    ['operator 0 option 3', 6, /fused activation 6 does not exist/],
    ['tensor 0 type', 18, /tensor 0 has type 18/],
    ['tensor 1 buffer', 50, /tensor 1 has buffer 50 of 3/],
    ['tensor 0 shape 1', -4, /tensor 0 has shape \[1,-4,5,2\]/],
    ['tensor 0 shape 1', 0x7fff_ffff, /tensor 0 has \d+ elements/],
    ['tensor 1 shape 0', 4, /tensor 1 has 54 bytes of data for 72/],
    ['tensor 0 scale 0', Number.NaN, /tensor 0 has a scale that is not a positive number/],
    ['tensor 0 scale 0', Number.POSITIVE_INFINITY, /scale that is not a positive number/],
    ['tensor 0 scale 0', -0.5, /scale that is not a positive number/],
    ['tensor 0 scale 0', 0, /tensor 0 has no single scale/],
    ['tensor 0 zero 0', 128, /tensor 0 has a zero point outside -128\.\.127/],
    ['tensor 0 zero 0', -(2 ** 62), /zero point outside/],
    ['tensor 1 scale length', 2, /3 zero points for 2 scales/],
    ['tensor 1 axis', 3, /3 weight scales along axis 3 for 3 channels along 0|3 scales for axis 3/],
  ] as const)
    it(`${what} = ${value}: ${pattern.source}`, () => {
      const error = refusalOfFile(patched(file, what, value));
      assert.deepEqual([error?.code, error?.exitCode], ['MODEL_DAMAGED', 9]);
      assert.match(error?.message ?? '', pattern);
    });

  it('takes an output named twice, a bias left out, and constants that share a buffer', () => {
    const twice = { ...samples.RESHAPE, outputs: [2, 2] };
    assert.deepEqual(importTflite(writeTflite(twice)).outputs, [2, 2]);
    const graph = importTflite(patched(file, 'operator 0 inputs 2', -1));
    assert.deepEqual(graph.operators[0]?.inputs, [0, 1, -1]);
    const padded = {
      ...samples.PAD,
      tensors: [...samples.PAD.tensors, { ...(samples.PAD.tensors[1] as Tensor), id: 3 }],
    };
    const shared = importTflite(patched(writeTflite(padded), 'tensor 3 buffer', 1));
    assert.deepEqual(shared.tensors[3]?.data, shared.tensors[1]?.data);
  });
});
