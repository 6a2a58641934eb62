import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { execute } from '../../host/profile/execute.ts';
import { Random } from '../support/random.ts';
import { type Layer, randomLayer, sideBySide } from '../support/random-layers.ts';

const SEED = 20;

/** Boards with tiles of their own: the operators that have them, and how their kernels' names end, each of which is to occur. */
const tiled = {
  'cortex-m4-qemu': { CONV_2D: ['_dsp'], DEPTHWISE_CONV_2D: ['_dsp', '_dsp_3x3'], FULLY_CONNECTED: ['_dsp'] },
  'pico-emulated': {
    CONV_2D: ['_packed'],
    DEPTHWISE_CONV_2D: ['_packed', '_packed_short', '_packed_3x3', '_packed_3x3_short'],
    FULLY_CONNECTED: ['_packed'],
  },
} as const;
/** As many random layers as make each of several kernels occur. */
const layersFor = (ends: readonly string[]): number => (ends.length > 2 ? 100 : 40);

for (const [id, operators] of Object.entries(tiled)) {
  const board = { ...boards[id as keyof typeof tiled], id };

  describe(`tiles of ${board.target}`, () => {
    for (const [kind, ends] of Object.entries(operators) as [Layer['kind'], readonly string[]][]) {
      const count = layersFor(ends);
      it(`${kind}: ${count} random layers equal the scalar kernels, in Node and on the core (seed ${SEED})`, async () => {
        const random = new Random(SEED);
        const layers: Layer[] = Array.from({ length: count }, () => randomLayer(random, kind));
        const graph = sideBySide(random, layers);
        const [scalar, own] = [await compileGraph(graph), await compileGraph(graph, { target: board.target })];
        const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
        const session = await instantiate(own);
        const [expected, actual] = [(await instantiate(scalar)).infer(inputs), session.infer(inputs)];
        layers.forEach((layer, at) => {
          assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
        });
        const kernels = new Set(own.layers.map(({ kernel }) => kernel));
        for (const end of ends)
          assert.ok(
            [...kernels].some((kernel) => kernel.endsWith(end)),
            [...kernels].join(),
          );
        execute(await buildFirmware(own, board), own, board, session, [inputs]);
      });
    }
  });
}
