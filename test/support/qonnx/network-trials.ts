import { ToolError } from '../../../host/errors.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { elements } from '../../../host/model/shapes.ts';
import { type Model, modelFile } from '../onnx-model.ts';
import { SEVERAL } from '../operators/given-cases.ts';
import type { Judge, Trial } from '../operators/trial.ts';
import { Random } from '../random.ts';
import { randomNetwork, randomValues } from './random-network.ts';
import { evaluateNetwork } from './reference.ts';

const RECORDS = 3;
/** Outputs are rounded to float32, the reference's are not; a level off would be much more. */
const TOLERANCE = 1e-6;

const bytesOf = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

const judgeReals = (expected: readonly (readonly number[])[]): Judge => {
  let verdict: string | undefined;
  return {
    outputs: (record, [made]) => {
      const reals = new Float32Array(Uint8Array.from(made as Uint8Array).buffer);
      const wanted = expected[record] as readonly number[];
      if (reals.length !== wanted.length) verdict ??= `record ${record}: ${reals.length} numbers, not ${wanted.length}`;
      wanted.forEach((value, at) => {
        if (!(Math.abs(value - (reals[at] as number)) <= TOLERANCE * Math.max(1, Math.abs(value))))
          verdict ??= `record ${record}, element ${at}: ${reals[at]}, not ${value}`;
      });
    },
    verdict: () => verdict,
  };
};

/** A network with random inputs, and what the reference makes of them. */
const networkTrial = (name: string, model: Model, random: Random): Trial => {
  const graph: Graph = importOnnx(modelFile(model));
  const given = Array.from({ length: RECORDS }, () =>
    randomValues(random, elements(model.inputs['x']?.shape as readonly number[])),
  );
  const [output = ''] = Object.keys(model.outputs);
  const expected = given.map((x) => evaluateNetwork(model, { x }).get(output)?.values ?? []);
  const judge = () => judgeReals(expected);
  return { operator: SEVERAL, dtype: 'qonnx', name, graph, records: given.map(bytesOf), judge };
};

/** The network of a seed, or why its scales do not fold: joined values may have several. */
export const trialOrRefusal = (seed: number): Trial | ToolError => {
  try {
    return randomTrial(seed);
  } catch (error) {
    if (error instanceof ToolError && error.code === 'UNSUPPORTED_OPERATOR') return error;
    throw error;
  }
};

const randomTrial = (seed: number): Trial => {
  const random = new Random(Math.imul(seed, 0x9e3779b1));
  for (let spent = 0; spent < 8; spent++) random.next();
  const model = randomNetwork(random);
  return networkTrial(`seed ${seed}: ${model.nodes.map(({ type }) => type).join(' ')}`, model, random);
};
