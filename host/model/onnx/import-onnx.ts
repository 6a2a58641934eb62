import type { Graph } from '../graph.ts';
import { refuseUnsupported } from '../unsupported.ts';
import { validate } from '../validate.ts';
import { decodeModel } from './decode.ts';
import { Refusals } from './refusal.ts';
import { translate } from './translate.ts';

/**
 * Reads an `.onnx` file of a quantised network into a checked graph: QDQ (real-valued operators between DequantizeLinear and
 * QuantizeLinear) and QOperator (QLinearConv and the like), operator sets 10 to 23, values in ONNX's own order of axes.
 *
 * The graph has the kernels' order, channels last. Weights are rearranged here; activations are transposed only where an
 * operator needs them otherwise, which often is nowhere: Transposes of the file cancel. uint8 is stored as int8, 128 less, and
 * converted at the graph's ends by a QUANTIZE, so that callers give and get what the file says. A first extent that is not
 * known is 1.
 *
 * A file with QONNX's quantisers (`qonnx.custom_op.general`, `finn.custom_op.general`, `onnx.brevitas`) is a network of float32
 * whose values whole numbers stand for: those are computed, exactly, and quantisers become thresholds (`qonnx/counted.ts`).
 *
 * ONNX rounds a result once, halves to even. The graph's kernels are TensorFlow Lite Micro's, which round twice, halves up:
 * now and then a code differs by 1 from another runtime's, as it does between other runtimes, too.
 * @throws ToolError `MODEL_DAMAGED`, `MODEL_TOO_LARGE`, or `UNSUPPORTED_OPERATOR` with all of them named at once
 */
export const importOnnx = (file: Uint8Array, name = 'model'): Graph => {
  const refusals = new Refusals();
  const graph = translate(decodeModel(file), name, refusals);
  refusals.throwIfAny();
  refuseUnsupported(graph, []);
  validate(graph);
  return graph;
};
