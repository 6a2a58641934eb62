import type { Graph, Operator } from '../model/graph.ts';
import { operandsOf } from '../model/operands.ts';
import { stateOf } from '../model/variables.ts';
import { type Arena, planArena } from './arena.ts';
import { specOf } from './operator-specs.ts';
import type { Lowered } from './operators/spec.ts';
import type { Tiles } from './tiles.ts';

/** Constants are read by words, or by vectors. */
const WORD_BYTES = 4;
const VECTOR_BYTES = 16;

/** A graph whose operators have become kernel calls, and where everything lies that they read and write. */
export interface LoweredGraph {
  readonly graph: Graph;
  readonly steps: readonly Step[];
  readonly arena: Arena;
  readonly pool: ConstantPool;
}

export interface Step {
  readonly operator: Operator;
  readonly lower: Lowered;
}

/** All constants in one region: each step's own, and constant tensors that kernels read as activations. */
export interface ConstantPool {
  readonly bytes: Uint8Array;
  /** Offset of a step's constants. */
  readonly stepOffsets: readonly number[];
  /** Offset of a constant tensor. */
  readonly tensorOffsets: ReadonlyMap<number, number>;
  /** Offset of a variable's first value, where that is not zero. */
  readonly initialOffsets: ReadonlyMap<number, number>;
}

/** Lowers each operator to a kernel call with its constants, and plans the arena and the constants' region. */
export const lowerGraph = (graph: Graph, tiles: Tiles): LoweredGraph => {
  const steps = graph.operators.map((operator) => ({
    operator,
    lower: specOf(operator.kind).lower(operator, operandsOf(graph, operator), tiles),
  }));
  const arena = planArena(
    graph,
    steps.map(({ lower }) => lower),
  );
  return { graph, steps, arena, pool: poolConstants(graph, steps, tiles === 'simd128' ? VECTOR_BYTES : WORD_BYTES) };
};

const poolConstants = (graph: Graph, steps: readonly Step[], alignment: number): ConstantPool => {
  const parts: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  const add = (bytes: Uint8Array): number => {
    const at = end;
    parts.push({ at, bytes });
    end = Math.ceil((at + bytes.length) / alignment) * alignment;
    return at;
  };
  const stepOffsets = steps.map(({ lower }) => add(lower.constants));
  const tensorOffsets = new Map<number, number>();
  for (const { operator, lower } of steps)
    for (const id of readInputs(operator, lower)) {
      const data = graph.tensors[id]?.data;
      if (data && !tensorOffsets.has(id)) tensorOffsets.set(id, add(data));
    }
  const initialOffsets = new Map(
    stateOf(graph).flatMap((id) => {
      const initial = graph.tensors[id]?.initial;
      return initial ? [[id, add(initial)]] : [];
    }),
  );
  const bytes = new Uint8Array(end);
  for (const part of parts) bytes.set(part.bytes, part.at);
  return { bytes, stepOffsets, tensorOffsets, initialOffsets };
};

/** The inputs that a kernel reads where they lie; the others are parameters, packed at build time. */
export const readInputs = ({ inputs }: Operator, { reads = [0] }: Lowered): readonly number[] =>
  reads.map((position) => inputs[position] as number);
