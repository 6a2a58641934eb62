import type { Graph, Operator, Tensor } from '../../model/graph.ts';
import { operandsOf } from '../../model/operands.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { isEmpty, type Movement } from '../movement/move.ts';
import { perform } from '../movement/perform.ts';
import { specOf } from '../operator-specs.ts';
import type { PassSpec } from './spec.ts';

/** Bytes by which constants may grow: what is filled or repeated is made on the board. */
const MAX_GROWTH = 256;

const sum = (tensors: readonly Tensor[]): number => tensors.reduce((bytes, tensor) => bytes + tensorBytes(tensor), 0);

/** The inputs that are read, if they all are constants. */
const constantsOf = ({ moves }: Movement, inputs: readonly (Tensor | undefined)[]): readonly Tensor[] | undefined => {
  const positions = new Set(
    moves.flatMap((move) => (move.from.of === 'inputs' && !isEmpty(move) ? [move.from.at] : [])),
  );
  const read = [...positions].flatMap((at) => inputs[at] ?? []);
  return read.every(({ data }) => data) ? read : undefined;
};

/** Where elements of constants are only moved, they are moved here; the caller's outputs are made where the network runs. */
const apply = (graph: Graph): Graph => {
  const tensors = [...graph.tensors];
  const isNeeded = (operator: Operator): boolean => {
    const { inputs, outputs, ...operands } = operandsOf({ ...graph, tensors }, operator);
    const movement = specOf(operator.kind).movement?.(operator, { inputs, outputs, ...operands });
    const constants = movement && constantsOf(movement, inputs);
    if (!constants || outputs.some(({ id }) => graph.outputs.includes(id))) return true;
    if (sum(outputs) > sum(constants) + MAX_GROWTH) return true;
    const made = outputs.map((output) => new Uint8Array(tensorBytes(output)));
    perform(movement, { inputs: inputs.map((input) => input?.data), outputs: made });
    outputs.forEach((output, at) => {
      tensors[output.id] = { ...output, data: made[at] as Uint8Array };
    });
    return false;
  };
  return { ...graph, operators: graph.operators.filter(isNeeded), tensors };
};

export default {
  name: 'fold-constants',
  title: 'elements of constants are moved when the network is compiled',
  apply,
} satisfies PassSpec;
