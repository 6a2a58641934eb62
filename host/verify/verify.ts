import { compileGraph } from '../compile/compile-graph.ts';
import { instantiate } from '../execute/session.ts';
import type { Graph, Operator, Tensor } from '../model/graph.ts';
import type { Rounding } from '../model/rounding.ts';
import { elements } from '../model/shapes.ts';
import { writeTflite } from '../model/tflite/write.ts';
import { valuesOf } from '../model/values.ts';
import { stateOf } from '../model/variables.ts';
import { compare, type Difference, none } from './difference.ts';
import { comparable, madeBy, operatorsApart, withAllOutputs } from './graphs.ts';
import { loadTflite } from './tfjs-tflite.ts';

export interface VerifiedLayer {
  readonly operatorIndex: number;
  readonly kind: string;
  /** Its results are real numbers. */
  readonly isReal: boolean;
  /** Given what TensorFlow Lite gave its own operator. */
  readonly alone: Difference;
}

export interface Verification {
  readonly name: string;
  /** Of what ran here. */
  readonly rounding: Rounding;
  readonly records: number;
  readonly layers: readonly VerifiedLayer[];
  /** Of the whole network, each runtime on its own. */
  readonly outputs: Difference;
  /** Records whose largest output is another; absent where the output is no list of classes. */
  readonly flips?: readonly number[];
  /** Records of which the largest output is the label. */
  readonly correct?: { readonly ours: number; readonly theirs: number };
}

export interface VerifyRequest {
  readonly graph: Graph;
  readonly rounding: Rounding;
  /** One buffer per input. */
  readonly records: readonly (readonly Uint8Array[])[];
  /** One class per record. */
  readonly labels?: Uint8Array;
}

const argmax = ({ dtype }: Tensor, bytes: Uint8Array): number =>
  valuesOf(dtype, bytes).reduce((best, value, at, all) => (value > (all[best] as number) ? at : best), 0);

/** Runs every record in TensorFlow Lite and here, the whole network and layer by layer: whose fault is a wrong answer? */
export const verify = async ({ graph, rounding, records, labels }: VerifyRequest): Promise<Verification> => {
  const operators = comparable(graph);
  const apart = operatorsApart(graph);
  const whole = await instantiate(await compileGraph(graph, { rounding }));
  const layers = await instantiate(await compileGraph(apart.graph, { rounding }));
  const [theirWhole, theirLayers] = [
    await loadTflite(writeTflite(graph)),
    await loadTflite(writeTflite(withAllOutputs(graph))),
  ];
  const hasState = stateOf(graph).length > 0 || graph.operators.length !== operators.length;
  const made = madeBy(operators);
  const tensor = (id: number) => graph.tensors[id] as Tensor;
  const results = operators.map(({ index, kind, outputs: [y = -1] }) => ({
    ...{ operatorIndex: index, kind, isReal: graph.tensors[y]?.dtype === 'float32' },
    alone: none,
  }));
  const places = operators.flatMap(({ outputs }: Operator, place) => outputs.map(() => place));
  const classes = graph.outputs[0] === undefined ? undefined : tensor(graph.outputs[0]);
  const isClassifier =
    classes !== undefined && elements(classes.shape) > 1 && elements(classes.shape) === classes.shape.at(-1);
  let outputs = none;
  const flips: number[] = [];
  const correct = { ours: 0, theirs: 0 };
  records.forEach((inputs, record) => {
    if (!hasState) {
      whole.reset();
      layers.reset();
    }
    const values = new Map<number, Uint8Array>();
    graph.inputs.forEach((id, at) => {
      values.set(id, inputs[at] as Uint8Array);
    });
    theirLayers(inputs).forEach((bytes, at) => {
      values.set(made[at] as number, bytes);
    });
    layers.infer(apart.sources.map((id) => values.get(id) as Uint8Array)).forEach((ours, at) => {
      const id = made[at] as number;
      const result = results[places[at] as number] as (typeof results)[number];
      result.alone = compare(result.alone, record, tensor(id).dtype, { ours, theirs: values.get(id) as Uint8Array });
    });
    const [ours, theirs] = [whole.infer(inputs), theirWhole(inputs)];
    graph.outputs.forEach((id, at) => {
      const pair = { ours: ours[at] as Uint8Array, theirs: theirs[at] as Uint8Array };
      outputs = compare(outputs, record, tensor(id).dtype, pair);
    });
    if (!isClassifier) return;
    const [here, there] = [argmax(classes, ours[0] as Uint8Array), argmax(classes, theirs[0] as Uint8Array)];
    if (here !== there) flips.push(record);
    if (here === labels?.[record]) correct.ours++;
    if (there === labels?.[record]) correct.theirs++;
  });
  return {
    name: graph.name,
    rounding,
    records: records.length,
    layers: results,
    outputs,
    ...(isClassifier && { flips, ...(labels && { correct }) }),
  };
};
