import type { Work } from '../model/facts.ts';
import type { DType, OperatorKind, Quantization } from '../model/graph.ts';
import type { Widths } from '../model/products.ts';
import type { Rounding } from '../model/rounding.ts';
import type { Aim, Tiles } from './tiles.ts';

/** Where a tensor lives in the arena while it is alive. */
export interface ArenaTensor {
  /** Tensor id in the graph that was compiled. */
  readonly tensor: number;
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly quantization?: Quantization;
  /** Bytes from the arena's base. */
  readonly offset: number;
  readonly bytes: number;
}

/** One step of the compiled network: one exported function of the module. */
export interface CompiledLayer {
  /** Export `() => void` of the module, e.g. `layer3`. */
  readonly exportName: string;
  readonly kind: OperatorKind;
  /** Position in the model file's operator list. */
  readonly operatorIndex: number;
  /** The kernel chosen, e.g. `conv2d_s8_1x1`. */
  readonly kernel: string;
  /** Why it is the general kernel, and not the one made for the target. */
  readonly fallback?: string;
  /** Multiply-accumulates that are left to run, padding positions counted. */
  readonly macs: number;
  /** Of what it multiplies. */
  readonly bits: readonly Widths[];
  readonly parameters: number;
  readonly weightBytes: number;
  /** Shape of the first input that it reads where it lies. */
  readonly inputShape: readonly number[];
  /** Activations that it reads. */
  readonly inputBytes: number;
  readonly scratchBytes: number;
  /** Most layers have one. */
  readonly outputs: readonly ArenaTensor[];
}

/** What `compile` makes of a graph: the module of the device ABI and the two regions it addresses. Serialisable. */
export interface CompiledModel {
  readonly name: string;
  /** Of the model as imported; what passes leave of it stands with the layers. */
  readonly work: Work;
  /**
   * Imports `env.memory`, `env.weights` and `env.arena` only (immutable i32 globals: base addresses). With DSP tiles, the target's
   * own module has `mcu.*` intrinsics where this one has their definitions.
   */
  readonly wasm: Uint8Array;
  /** Packed constants; read-only, 16-byte aligned base. */
  readonly weights: Uint8Array;
  /** 16-byte aligned base. */
  readonly arenaBytes: number;
  /** What no planner can beat. */
  readonly arenaLowerBoundBytes: number;
  readonly inputs: readonly ArenaTensor[];
  readonly outputs: readonly ArenaTensor[];
  readonly layers: readonly CompiledLayer[];
  /** Some tensors keep their values between inferences; the module's export `reset` gives them their first ones. */
  readonly hasState: boolean;
  /** The generated AssemblyScript, for people. */
  readonly source: string;
  readonly tiles: Tiles;
  readonly aim: Aim;
  readonly rounding: Rounding;
}
