import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { inspect } from '../../host/inspect/inspect.ts';
import { widths, workOf } from '../../host/model/facts.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importOnnx } from '../../host/model/onnx/import-onnx.ts';
import { inspectionText } from '../../host/report/layout/inspection.ts';
import { widthsText } from '../../host/report/layout/widths.ts';
import { samples, withTensor } from '../support/graphs.ts';
import { modelFile } from '../support/onnx-model.ts';
import svdf from '../support/operator-models/svdf.ts';
import lstm from '../support/operator-models/unidirectional-sequence-lstm.ts';
import { qonnxNetworks } from '../support/qonnx/networks.ts';
import { Random } from '../support/random.ts';
import { weightedVariants } from '../support/samples/weighted.ts';

const bitsOf = (graph: Graph): string[] => graph.operators.map((one) => widthsText(widths(one, graph)));
const imported = qonnxNetworks.map((network) => importOnnx(modelFile(network)));
const image = imported[1] as Graph;

describe('what operators multiply', () => {
  const rows: readonly (readonly [string, Graph, string])[] = [
    ['int8', samples.CONV_2D, '8×8'],
    ['int4 weights', weightedVariants['CONV_2D, int4 weights'], '4×8'],
    ['int4 weights, widened', applyPasses(weightedVariants['CONV_2D, int4 weights']), '4×8'],
    ['int16 activations', weightedVariants['CONV_2D, int16 activations'], '8×16'],
    ['a transposed convolution', samples.TRANSPOSE_CONV, '8×8'],
    ['two activations', samples.BATCH_MATMUL, '8×8'],
    ['signs', samples.LceBconv2d, '1×1'],
    ['two stages', svdf[0]?.make(new Random(1)) as Graph, '8×8 16×16'],
    ['gates', lstm.find(({ dtype }) => dtype === 'int8')?.make(new Random(1)) as Graph, '8×8'],
    ['what weighs nothing', samples.ADD, ''],
  ];
  for (const [what, graph, expected] of rows)
    it(`${what}: ${expected || 'none'}`, () => assert.equal(bitsOf(graph)[0], expected));

  it('the widths of QONNX quantisers; an average of codes is no product', () => {
    assert.deepEqual(
      bitsOf(image).filter((bits) => bits !== ''),
      ['4×8'],
    );
    const { macs, bitOperations, parameters } = workOf(image);
    assert.equal(macs, 4 * 6 * 6 * 2 * 9);
    assert.equal(bitOperations, 4 * 8 * macs);
    const [first] = image.operators.filter(({ kind }) => kind === 'QonnxLevels');
    assert.ok(first && parameters > 4 * 2 * 9);
  });

  it('bit operations are MACs times both widths', () => {
    const binary = workOf(samples.LceBconv2d);
    assert.equal(binary.macs, 3 * 2 * 3 * (3 * 3 * 40));
    assert.deepEqual([binary.bitOperations, binary.effectiveMacs], [binary.macs, binary.macs]);
    const { macs, bitOperations } = workOf(samples.CONV_2D);
    assert.equal(bitOperations, 64 * macs);
  });

  it('weights of zero are no effective MACs', () => {
    const data = Uint8Array.from({ length: 54 }, (_, at) => (at % 3 === 0 ? 0 : 1 + at));
    const { macs, effectiveMacs } = workOf(withTensor(samples.CONV_2D, 1, { data }));
    assert.equal(effectiveMacs, (macs * 2) / 3);
    assert.equal(workOf(samples.BATCH_MATMUL).effectiveMacs, workOf(samples.BATCH_MATMUL).macs);
  });

  it('tables have a column for it where not all is int8', () => {
    const text = (graph: Graph) => inspectionText(inspect(graph, { boards, board: 'pico-emulated' }), false);
    assert.match(text(image), / scale\/zero +bits w×a +MACs /);
    assert.match(text(image), /^ *\d+ +QonnxSums .* 4×8 +2,592 /m);
    assert.match(
      text(image),
      /^of its MACs 2,\d+ have a weight that is not zero; with their bits they are 82,944 bit operations$/m,
    );
    assert.doesNotMatch(text(samples.CONV_2D), /bits w×a/);
  });
});
