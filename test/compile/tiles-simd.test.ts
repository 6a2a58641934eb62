import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { importModel } from '../../host/model/import-model.ts';
import { windowOutput } from '../../host/model/shapes.ts';
import { recordBytes, splitInputs } from '../../host/run/records.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { goldenModel, modelNames } from '../support/golden-models.ts';
import { activation, network } from '../support/graphs.ts';
import { Random } from '../support/random.ts';
import { type Layer, randomLayer, sideBySide } from '../support/random-layers.ts';

const SEED = 30;
const LAYERS = 80;
const SUMS = 12;
const WINDOWS = 40;

describe('kernels of 128-bit vectors', () => {
  for (const kind of ['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED'] as const)
    it(`${kind}: ${LAYERS} random layers equal the scalar kernels (seed ${SEED})`, async () => {
      const random = new Random(SEED);
      const layers: Layer[] = Array.from({ length: LAYERS }, () => randomLayer(random, kind));
      const graph = sideBySide(random, layers);
      const [scalar, fast] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
      const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
      const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(fast)).infer(inputs)];
      layers.forEach((layer, at) => {
        assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
      });
      const vectors = fast.layers.filter(({ kernel }) => kernel.includes('_simd'));
      assert.ok(vectors.length > LAYERS / 2, `${vectors.length} of ${LAYERS}`);
    });

  it(`CONV_2D 3×3 by Winograd's algorithm: ${WINDOWS} random layers equal the scalar kernel (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const layers = Array.from({ length: WINDOWS }, (): Layer => {
      const [h, w, c, o] = [1 + random.below(9), 1 + random.below(9), 8 * (1 + random.below(3)), 1 + random.below(20)];
      const padding = random.pick(['same', 'valid'] as const);
      const around = padding === 'same' ? 0 : 2;
      const options = { padding, strideH: 1, strideW: 1, dilationH: 1, dilationW: 1, activation: 'none' as const };
      const batch = random.oneIn(6) ? 2 : 1;
      return { kind: 'CONV_2D', x: [batch, h + around, w + around, c], w: [o, 3, 3, c], y: [batch, h, w, o], options };
    });
    const graph = sideBySide(random, layers);
    const [scalar, fast] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
    // Extremes as well: every input the least, every input the largest.
    for (const byte of [() => random.below(256), () => 128, () => 127]) {
      const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, byte));
      const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(fast)).infer(inputs)];
      layers.forEach((layer, at) => {
        assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
      });
    }
    assert.deepEqual([...new Set(fast.layers.map(({ kernel }) => kernel))], ['conv2d_s8_simd_3x3']);
  });

  it(`AVERAGE_POOL_2D: ${WINDOWS} random layers equal the scalar kernel (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const shapes = Array.from({ length: WINDOWS }, () => {
      const [h, w, c] = [1 + random.below(12), 1 + random.below(12), 8 + random.below(20)];
      const [filterH, filterW] = [1 + random.below(h), 1 + random.below(w)];
      const [strideH, strideW] = [1 + random.below(3), 1 + random.below(3)];
      const padding = random.pick(['same', 'valid'] as const);
      const out = (input: number, filter: number, stride: number) => windowOutput(input, filter, stride, 1, padding);
      return {
        x: [1 + random.below(2), h, w, c],
        y: [out(h, filterH, strideH), out(w, filterW, strideW), c],
        options: { padding, filterH, filterW, strideH, strideW, activation: random.pick(['none', 'relu'] as const) },
      };
    });
    const tensors = shapes.flatMap(({ x, y }) => [activation(x), activation([x[0] as number, ...y])]);
    const operators = shapes.map(({ options }, at) => ({
      kind: 'AVERAGE_POOL_2D' as const,
      inputs: [2 * at],
      outputs: [2 * at + 1],
      options,
    }));
    const ids = (first: number) => shapes.map((_, at) => 2 * at + first);
    const graph = network(tensors, operators, ids(0), ids(1));
    const [scalar, fast] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
    const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
    const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(fast)).infer(inputs)];
    shapes.forEach((shape, at) => {
      assert.deepEqual(actual[at], expected[at], JSON.stringify(shape));
    });
    assert.deepEqual([...new Set(fast.layers.map(({ kernel }) => kernel))], ['average_pool2d_s8_simd']);
  });

  it(`ADD: all pairs of bytes in ${SUMS} random quantisations equal the scalar kernel (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const count = 65536 + 5;
    const scale = () => 0.01 + random.below(1000) / 20_000;
    const zero = () => random.below(256) - 128;
    const operators = Array.from({ length: SUMS }, (_, sum) => ({
      kind: 'ADD' as const,
      inputs: [3 * sum, 3 * sum + 1],
      outputs: [3 * sum + 2],
      options: { activation: random.pick(['none', 'relu'] as const) },
    }));
    const tensors = operators.flatMap(() => [0, 1, 2].map(() => activation([1, count], scale(), zero())));
    const ids = (first: number) => operators.map((_, sum) => 3 * sum + first);
    const graph = network(
      tensors,
      operators,
      operators.flatMap((_, sum) => [3 * sum, 3 * sum + 1]),
      ids(2),
    );
    const [scalar, fast] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
    const pairs = [(at: number) => at & 255, (at: number) => (at >> 8) & 255].map((byte) =>
      Uint8Array.from({ length: count }, (_, at) => byte(at)),
    );
    const inputs = operators.flatMap(() => pairs);
    const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(fast)).infer(inputs)];
    assert.deepEqual(actual, expected);
    const vectors = fast.layers.filter(({ kernel }) => kernel === 'add_s8_simd');
    assert.ok(vectors.length > SUMS / 2, `${vectors.length} of ${SUMS}`);
  });

  for (const name of modelNames) {
    const golden = goldenModel(name);
    if (!golden) {
      it(`${name} (needs ../shared/golden/${name})`);
      continue;
    }
    it(`${name}: every layer equals the scalar kernel's, and the outputs TensorFlow Lite Micro's`, async () => {
      const graph = await importModel(golden.path);
      const [scalar, fast] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
      const [slow, session] = [await instantiate(scalar), await instantiate(fast)];
      const seeded = seededInput(recordBytes(scalar));
      for (const input of [seeded, ...golden.records.slice(0, 3).map((record) => record.input)]) {
        const outputs: Uint8Array[] = [];
        slow.inferLayers(splitInputs(input, scalar), (_, output) => outputs.push(output));
        let at = 0;
        session.inferLayers(splitInputs(input, fast), ({ operatorIndex }, output) => {
          assert.deepEqual(output, outputs[at++], `operator ${operatorIndex}`);
        });
      }
      for (const { input, output } of golden.records)
        assert.deepEqual(Buffer.concat(session.infer(splitInputs(input, fast))), output);
    });
  }
});
