import type { Model } from '../onnx-model.ts';
import type { QdqNetwork } from '../qdq-network.ts';

/** A small network, and what is due of it. */
export interface OnnxCase {
  readonly what: string;
  /** Operators of the graph, in order. */
  readonly kinds: string;
  /**
   * How far a code may lie from the exact value where one rounding is done: more than 1/2 only where the operators round in
   * between (a QUANTIZE behind), look up a table, or rescale by 8 bits only (XNNPACK's QUANTIZE).
   */
  readonly off?: number;
  readonly build: (net: QdqNetwork) => Model;
}

export const x8 = { scale: 0.05, zero: 7 };
export const y8 = { scale: 0.2, zero: -11 };
export const wide = { scale: 0.9, zero: 4 };

export const one =
  (
    shape: number[],
    out: number[],
    type: string,
    attributes: Record<string, number | string | number[]> = {},
    y = x8,
    rest: (net: QdqNetwork) => string[] = () => [],
  ) =>
  (net: QdqNetwork): Model =>
    net.model(net.node(type, [net.input(shape, x8), ...rest(net)], attributes), out, y);

export const two =
  (a: number[], b: number[], out: number[], type: string, y = y8) =>
  (net: QdqNetwork): Model =>
    net.model(net.node(type, [net.input(a, x8), net.input(b, { scale: 0.03, zero: -9 })]), out, y);
