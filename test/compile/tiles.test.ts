import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { execute } from '../../host/profile/execute.ts';
import { goldenCases, splitInputs } from '../support/golden-cases.ts';
import { Random } from '../support/random.ts';
import { type Layer, randomLayer, sideBySide } from '../support/random-layers.ts';

const SEED = 20;
const LAYERS = 40;

/** Boards with tiles of their own: a word that their kernels' names have, and operators that have such kernels. */
const tiled = {
  'cortex-m4-qemu': { name: '_dsp', kinds: ['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED'] },
  'pico-emulated': { name: '_packed', kinds: ['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED'] },
} as const;

for (const [id, { name, kinds }] of Object.entries(tiled)) {
  const board = { ...boards[id as keyof typeof tiled], id };

  describe(`tiles of ${board.target}`, () => {
    for (const kind of kinds)
      it(`${kind}: ${LAYERS} random layers equal the scalar kernels, in Node and on the core (seed ${SEED})`, async () => {
        const random = new Random(SEED);
        const layers: Layer[] = Array.from({ length: LAYERS }, () => randomLayer(random, kind));
        const graph = sideBySide(random, layers);
        const [scalar, own] = [await compileGraph(graph), await compileGraph(graph, { target: board.target })];
        const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
        const session = await instantiate(own);
        const [expected, actual] = [(await instantiate(scalar)).infer(inputs), session.infer(inputs)];
        layers.forEach((layer, at) => {
          assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
        });
        const kernels = new Set(own.layers.map(({ kernel }) => kernel));
        assert.ok(
          [...kernels].some((kernel) => kernel.includes(name)),
          [...kernels].join(),
        );
        execute(await buildFirmware(own, board), own, board, session, [inputs]);
      });

    const cases = goldenCases(['ADD', 'CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED', 'MULTI']);
    if (cases.length === 0) it('golden cases (needs ../shared/golden/ops)');
    for (const { title, graph, records } of cases)
      it(`${title} equals TensorFlow Lite Micro`, async () => {
        const model = await compileGraph(graph, { target: board.target });
        const session = await instantiate(model);
        const sizes = model.inputs.map(({ bytes }) => bytes);
        for (const { input, output } of records)
          assert.deepEqual(Buffer.concat(session.infer(splitInputs(input, sizes))), Buffer.from(output));
      });
  });
}
