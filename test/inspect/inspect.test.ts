import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { adviceOn } from '../../host/inspect/advice.ts';
import { inspect } from '../../host/inspect/inspect.ts';
import { importModel } from '../../host/model/import-model.ts';
import { inspectionText } from '../../host/report/layout/inspection.ts';
import { memoryMapText } from '../../host/report/layout/memory-map.ts';
import { memoryMapSvg } from '../../host/report/layout/memory-map-svg.ts';
import { accumulator } from '../support/accumulator.ts';
import { realVariants } from '../support/real-variants.ts';
import { itShared } from '../support/shared.ts';

const demo = new URL('../../models/demo/fashion.tflite', import.meta.url).pathname;
const inspectDemo = async (board = 'pico-emulated') => inspect(await importModel(demo), { boards, board });

describe('inspect', () => {
  it('shows the kernels, constants and arena of the board that it is asked for', async () => {
    const [pico, m4] = [await inspectDemo(), await inspectDemo('cortex-m4-qemu')];
    assert.equal(pico.layers[0]?.kernel, 'conv2d_s8_packed');
    assert.equal(m4.layers[0]?.kernel, 'conv2d_s8_dsp');
    assert.notEqual(pico.weightBytes, m4.weightBytes);
    const fit = pico.fits.find(({ board }) => board === 'cortex-m4-qemu');
    assert.equal(fit?.flashBytes, m4.weightBytes);
    assert.equal(fit?.ramBytes, m4.arenaBytes + 784 + boards['cortex-m4-qemu'].stackBytes);
  });

  it('counts MACs per byte that a layer must move', async () => {
    const { layers } = await inspectDemo();
    const [first] = layers;
    assert.equal(first?.intensity, 21_168 / ((first?.weightBytes ?? 0) + 784 + 14 * 14 * 12));
  });

  it('shows Node what only Node runs, and says what boards want', () => {
    const [, graph] = realVariants.find(([kind]) => kind === 'CONV_2D') ?? [];
    assert.ok(graph);
    const inspection = inspect(graph, { boards, board: 'pico-emulated' });
    assert.deepEqual([inspection.board, inspection.fits], ['node', []]);
    assert.equal(inspection.layers[0]?.kernel, 'conv2d_f32_simd');
    const text = inspectionText(inspection, false);
    assert.match(
      text,
      /^- boards run int8 networks: quantise this one fully first; all figures here are those of Node$/m,
    );
    assert.doesNotMatch(text, /flash B|fits|too large/);
  });

  it('tells every step of every block, and the peak', async () => {
    const { memory, arenaBytes, layers } = await inspectDemo();
    assert.equal(memory.peak, 3);
    assert.equal(layers[memory.peak]?.liveBytes, Math.max(...layers.map(({ liveBytes }) => liveBytes)));
    assert.equal(Math.max(...memory.blocks.map(({ offset, bytes }) => offset + bytes)), arenaBytes);
    const text = memoryMapText(memory);
    assert.match(text, /^ {13}\^ 3 DEPTHWISE_CONV_2D sets the peak$/m);
    assert.equal(text.split('\n').filter((line) => /^ +[\d,]+ [\w·]{11}$/.test(line)).length, 16);
  });

  it('draws them: a rectangle each, in well-formed SVG', async () => {
    const { memory } = await inspectDemo();
    const svg = memoryMapSvg({ ...memory, blocks: memory.blocks.map((block) => ({ ...block, name: '<&">' })) });
    assert.equal(svg.match(/<rect /g)?.length, memory.blocks.length);
    assert.equal(svg.match(/<(rect|text|title|svg)\b/g)?.length, svg.match(/<\/(rect|text|title|svg)>/g)?.length);
    assert.ok(!svg.includes('<&'));
  });

  it('keeps a variable from before the first to behind the last layer', () => {
    const { memory } = inspect(accumulator(), { boards, board: 'pico-emulated' });
    const kept = memory.blocks.find(({ name }) => name === 'sum');
    assert.deepEqual([kept?.from, kept?.to], [-1, memory.steps.length]);
  });

  itShared(
    'shows what passes leave: half of the MACs of visual wake words',
    ['models', 'vww_96_int8.tflite'],
    async (path) => {
      const { passes } = inspect(await importModel(path), { boards, board: 'pico-emulated', reportsPasses: true });
      const macsAfter = (name: string) => passes?.find((pass) => pass.name === name)?.macs;
      assert.deepEqual([macsAfter('imported'), macsAfter('remove-dead-channels')], [7_489_664, 3_727_313]);
      assert.ok((passes?.at(-1)?.peakBytes ?? 0) < (passes?.[0]?.peakBytes ?? 0));
    },
  );

  it('says what would help', async () => {
    const { layers, memory } = await inspectDemo();
    const slow = layers.map((layer, index) => (index === 1 ? { ...layer, fallback: 'grouped' } : layer));
    const small = { board: 'tiny', ramBytes: 300, ramLimitBytes: 200, flashBytes: 10, flashLimitBytes: 20 };
    const advice = adviceOn(slow, memory, [small]).join('\n');
    assert.match(advice, /operator 2 \(CONV_2D\) does 26 % of the MACs/);
    assert.match(advice, /operator 1: the general kernel.*\(grouped\)/);
    assert.match(advice, /tiny lacks 100 bytes of RAM/);
    assert.doesNotMatch(advice, /flash/);
  });

  it('prints passes and memory where they are asked for', async () => {
    const graph = await importModel(demo);
    const [plain, full] = [false, true].map((asked) =>
      inspectionText(inspect(graph, { boards, board: 'pico-emulated', reportsPasses: asked }), asked),
    ) as [string, string];
    assert.doesNotMatch(plain, /fold-zero-point|arena by layer/);
    assert.match(full.replaceAll('\n', ' '), /fold-zero-point.*arena by layer/);
  });
});
