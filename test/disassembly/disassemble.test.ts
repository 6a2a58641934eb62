import assert from 'node:assert/strict';
import { findBoard } from '../../host/cli/find-board.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import type { CompiledModel } from '../../host/compile/compiled-model.ts';
import { type AnnotatedLine, disassemble } from '../../host/disassembly/disassemble.ts';
import { importModel } from '../../host/model/import-model.ts';
import { disassemblyText } from '../../host/report/layout/disassembly.ts';
import { demoModel } from '../support/spawn.ts';

/** Machine instructions that only one kind of WebAssembly instruction, or what the optimiser made of it, becomes. */
const certain: readonly (readonly [machine: RegExp, wasm: RegExp])[] = [
  [/^ldrsb /, /load8_s|extend8_s/],
  [/^ldrsh /, /load16_s|extend16_s/],
  [/^ldrh /, /load16_u/],
  [/^ldrb /, /load8_u/],
  [/^strb /, /store8/],
  [/^strh /, /store16/],
  [/^smull /, /i64\.|i32\.(div|rem)_s/],
  [/^bl .*<(model|mcu)\./, /^call /],
];

describe('machine code beside its sources', () => {
  let model: CompiledModel;
  before(async () => {
    model = await compileGraph(await importModel(demoModel));
  });

  for (const id of ['pico', 'cortex-m4-qemu'])
    describe(id, () => {
      let lines: AnnotatedLine[] = [];
      before(async () => {
        lines = (await disassemble(model, findBoard(id))).flatMap((one) => one.lines);
      });

      it('accesses to memory and calls are those of their WebAssembly instructions', () => {
        for (const [machine, wasm] of certain) {
          const found = lines.filter(({ text }) => machine.test(text));
          for (const line of found) assert.match(line.wasm?.text ?? '', wasm, `${line.text} at ${line.address}`);
        }
      });

      it('nearly every instruction has an origin, and most origins a line of AssemblyScript', () => {
        const code = lines.filter((line) => line.code !== '');
        const known = code.filter(({ wasm }) => wasm);
        assert.ok(known.length > 0.9 * code.length, `${known.length} of ${code.length}`);
        const placed = known.filter(({ source }) => source);
        assert.ok(placed.length > 0.6 * known.length, `${placed.length} of ${known.length}`);
        assert.ok(lines.every((line) => line.code !== '' || !line.wasm));
      });
    });

  it('a layer calls its kernel from its line of the generated source', async () => {
    const [layer, ...others] = await disassemble(model, findBoard('pico'), 'model.layer0');
    assert.deepEqual(others, []);
    const call = layer?.lines.find(({ text }) => text.startsWith('bl '));
    assert.equal(call?.source?.file, 'model.ts');
    assert.match(call.source.text, /^conv2d_s8/);
    assert.equal(call.wasm?.text.split(' ')[0], 'call');
    assert.match(disassemblyText([layer as NonNullable<typeof layer>]), /call \d+ +model\.ts:\d+ {2}conv2d_s8\(/);
  });

  it('names end as asked; unknown ones are refused', async () => {
    const [runtime] = await disassemble(model, findBoard('pico'), 'firmware.reset');
    assert.equal(runtime?.lines.find(({ source }) => source)?.source?.file, 'runtime/main.ts');
    assert.equal((await disassemble(model, findBoard('pico'), '/softmax_s8<i8>')).length, 1);
    await assert.rejects(disassemble(model, findBoard('pico'), 'nothing'), { code: 'UNKNOWN_FUNCTION', exitCode: 2 });
  });
});
