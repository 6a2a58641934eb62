import assert from 'node:assert/strict';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import { bytesOf } from '../../../host/model/onnx/constant.ts';
import { decodeModel } from '../../../host/model/onnx/decode.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { Refusals } from '../../../host/model/onnx/refusal.ts';
import { translate } from '../../../host/model/onnx/translate.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { loadTflite } from '../../../host/verify/tfjs-tflite.ts';
import { hasTestdata, testdata } from '../../support/onnx-testdata.ts';
import { withoutKernel } from '../../support/without-kernel.ts';

/** Test → the inputs that a quantised network has as constants. */
const computed: Readonly<Record<string, readonly string[]>> = {
  test_qlinearmatmul_2D: ['a_scale', 'a_zero_point', 'b_scale', 'b_zero_point', 'y_scale', 'y_zero_point'],
  test_qlinearmatmul_3D: ['a_scale', 'a_zero_point', 'b_scale', 'b_zero_point', 'y_scale', 'y_zero_point'],
  test_quantizelinear: ['y_scale', 'y_zero_point'],
  test_dequantizelinear: ['x_scale', 'x_zero_point'],
};

const refused: Readonly<Record<string, readonly [bound: readonly string[], reason: RegExp]>> = {
  test_qlinearconv: [
    ['x_scale', 'x_zero_point', 'w', 'w_scale', 'w_zero_point', 'y_scale', 'y_zero_point'],
    /QLinearConv: weights that do not fit int8 around their zero point \(-255\)/,
  ],
  test_quantizelinear_axis: [['y_scale', 'y_zero_point'], /QuantizeLinear: an activation with 3 scales/],
  test_dequantizelinear_axis: [['x_scale', 'x_zero_point'], /DequantizeLinear: an activation with 3 scales/],
  test_basic_convinteger: [['w', 'x_zero_point'], /ConvInteger: dynamic quantisation/],
  test_convinteger_with_padding: [['w', 'x_zero_point'], /ConvInteger: dynamic quantisation/],
  test_convinteger_without_padding: [['w', 'x_zero_point'], /ConvInteger: dynamic quantisation/],
  test_matmulinteger: [['B', 'a_zero_point', 'b_zero_point'], /MatMulInteger: dynamic quantisation/],
  test_dynamicquantizelinear: [[], /DynamicQuantizeLinear: dynamic quantisation/],
  test_dynamicquantizelinear_max_adjusted: [[], /DynamicQuantizeLinear: dynamic quantisation/],
  test_dynamicquantizelinear_min_adjusted: [[], /DynamicQuantizeLinear: dynamic quantisation/],
  test_dynamicquantizelinear_expanded: [[], /not supported: operator set 1[12]|ReduceMin: input 0 is not dequantised/],
};

describe("ONNX's own tests of quantised operators", () => {
  if (!hasTestdata) {
    it("(needs Debian's package libonnx-testdata)");
    return;
  }
  for (const [name, bound] of Object.entries(computed)) {
    it(`${name}, in TensorFlow Lite`, async () => {
      const { file, inputs, outputs } = testdata(name, bound);
      const run = await loadTflite(writeTflite(translate(decodeModel(file), name, new Refusals())));
      assert.deepEqual(run(inputs.map(bytesOf)), outputs.map(bytesOf));
    });
    it(`${name}, in ours`, async function () {
      const { file, inputs, outputs } = testdata(name, bound);
      const reason = withoutKernel(() => importOnnx(file));
      if (reason) {
        if (this.test) this.test.title += ` (${reason})`;
        return this.skip();
      }
      const { infer } = await instantiate(await compileGraph(importOnnx(file)));
      assert.deepEqual(infer(inputs.map(bytesOf)), outputs.map(bytesOf));
    });
  }
  for (const [name, [bound, message]] of Object.entries(refused))
    it(`${name} is refused`, () => {
      assert.throws(() => importOnnx(testdata(name, bound).file), { code: 'UNSUPPORTED_OPERATOR', message });
    });
});
