import type { Operator, OperatorKind, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import type { Interval } from './interval.ts';

/** What an operator does to channels, the slices of a tensor along its last axis. */
export interface ChannelRule<K extends OperatorKind = OperatorKind> {
  /** What each channel of the output can be, all its elements together; `of` tells that of an input. */
  readonly intervals: (
    operator: Extract<Operator, { kind: K }>,
    operands: Operands,
    of: (tensor: Tensor) => readonly Interval[],
  ) => readonly Interval[];
  /** Keeps what cannot go because of what stays. */
  readonly keep: (operator: Extract<Operator, { kind: K }>, operands: Operands, channels: Channels) => void;
  /** What becomes of each constant input once channels are gone, by its position; the others stay as they are. */
  readonly constants?: (
    operator: Extract<Operator, { kind: K }>,
    operands: Operands,
    channels: Channels,
  ) => readonly (NewConstant | undefined)[];
}

export type NewConstant = Omit<Tensor, 'id'>;

/** The channels of all tensors while it is decided which ones stay. Those of constants always do. */
export interface Channels {
  readonly count: (tensor: Tensor) => number;
  /** The one value that a channel has everywhere, whatever the network's input. */
  readonly constant: (tensor: Tensor, channel: number) => number | undefined;
  readonly isKept: (tensor: Tensor, channel: number) => boolean;
  readonly keep: (tensor: Tensor, channel: number) => void;
}
