import type { Graph, Operator, Tensor } from '../../model/graph.ts';
import { operandsOf } from '../../model/operands.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { collapse } from '../movement/collapse.ts';
import { isEmpty, type Movement } from '../movement/move.ts';
import { specOf } from '../operator-specs.ts';
import { rootOf } from '../views.ts';
import type { PassSpec } from './spec.ts';

/** Kernels read words. */
const ALIGNMENT = 4;

/** An output that is a piece of an input as it lies there. */
interface Piece {
  readonly to: Tensor;
  /** Position of the input. */
  readonly from: number;
  readonly byte: number;
}

/** What an operator's outputs are pieces of; undefined where one is not. */
const piecesOf = ({ moves }: Movement, outputs: readonly Tensor[]): readonly Piece[] | undefined => {
  const pieces = outputs.flatMap((to, at): Piece[] => {
    const [move, ...others] = moves.filter((one) => one.to.at === at && !isEmpty(one));
    if (!move || others.length > 0 || move.from.of !== 'inputs' || move.from.byte % ALIGNMENT !== 0) return [];
    const { axes, bytes } = collapse(move);
    return axes.length === 0 && bytes === tensorBytes(to) ? [{ to, from: move.from.at, byte: move.from.byte }] : [];
  });
  return pieces.length === outputs.length ? pieces : undefined;
};

/**
 * An operator that changes no byte: its output becomes another view of its input or, if the input is longer, of a part. It stays
 * where the caller holds both ends, who may write one and read the other, and where the input is state, which changes.
 */
const apply = (graph: Graph): Graph => {
  const tensors = [...graph.tensors];
  const callers = new Set([...graph.inputs, ...graph.outputs]);
  const isNeeded = (operator: Operator): boolean => {
    const operands = operandsOf(graph, operator);
    const movement = specOf(operator.kind).movement?.(operator, operands);
    const pieces = movement && piecesOf(movement, operands.outputs);
    if (!pieces) return true;
    const views = pieces.map(({ to, from, byte }) => ({ to, byte, of: operator.inputs[from] as number }));
    const isFixed = ({ to, of }: (typeof views)[number]) => {
      const { id, data, isVariable } = tensors[rootOf(tensors, of)] as Tensor;
      return data || isVariable || (callers.has(to.id) && callers.has(id));
    };
    if (views.some(isFixed)) return true;
    for (const { to, of, byte } of views) {
      tensors[to.id] = { ...to, aliasOf: of, ...(byte > 0 && { aliasByte: byte }) };
      // Two views of one tensor for the caller would be one buffer for two outputs.
      if (callers.has(to.id)) callers.add(rootOf(tensors, of));
    }
    return false;
  };
  return { ...graph, operators: graph.operators.filter(isNeeded), tensors };
};

export default {
  name: 'remove-identity',
  title: 'what changes no byte becomes a view of its input',
  apply,
} satisfies PassSpec;
