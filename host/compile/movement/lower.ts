import type { OperatorKind, OperatorOf } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import type { Lowered, OperatorSpec } from '../operators/spec.ts';
import { emitMove } from './emit.ts';
import { isEmpty, type Movement } from './move.ts';

const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** A layer that only moves elements. */
export const lowerMovement = ({ moves, constants = new Uint8Array(0) }: Movement): Lowered => {
  const calls = moves.filter((move) => !isEmpty(move)).map((move) => emitMove(move));
  const [kernel = 'copy_rows', ...helpers] = distinct(calls.map((call) => call.kernel));
  const reads = moves.flatMap(({ from }) => (from.of === 'inputs' ? [from.at] : []));
  return {
    kernel,
    helpers,
    constants,
    reads: distinct(reads),
    scratchBytes: 0,
    emit: (at) => calls.map(({ statement }) => statement(at)).join('\n  '),
  };
};

/** An operator that only moves elements, from places that are known when the network is compiled. */
export const mover = <K extends OperatorKind>(
  kinds: readonly K[],
  movement: (operator: OperatorOf<K>, operands: Operands) => Movement,
) =>
  ({
    kinds,
    movement,
    lower: (operator, operands) => lowerMovement(movement(operator, operands)),
  }) satisfies OperatorSpec<K>;
