import type { Call } from './wasm-compare.ts';
import type { FunctionSpec, ModuleSpec } from './wasm-encoder.ts';
import { FunctionGenerator } from './wasm-generate-function.ts';
import type { BlockType, Callee } from './wasm-generate-values.ts';
import { WasmRandom } from './wasm-random.ts';

export interface RandomCase {
  readonly spec: ModuleSpec;
  readonly calls: readonly Call[];
}

const VECTORS = 4;

/** A module of one to four functions, each called with several arguments; the same for the same seed. */
export const randomCase = (seed: number): RandomCase => {
  const random = new WasmRandom(seed);
  const blockTypes: BlockType[] = Array.from({ length: 4 }, () => ({
    params: random.types(3),
    results: random.types(2),
  }));
  const mutable = random.types(4).map((type) => ({ type, isMutable: true, init: random.value(type) }));
  const fixed = random.types(2).map((type) => ({ type, init: random.value(type) }));
  const globals = [...mutable, ...fixed];
  const callees: Callee[] = [];
  const functions: FunctionSpec[] = [];
  for (let count = 1 + random.below(4); count > 0; count--) {
    const budget = random.pick([10, 30, 60, 60, 120, 120, 250, random.oneIn(8) ? 2500 : 400]);
    const type: BlockType = {
      params: random.types(random.oneIn(5) ? 12 : 5),
      results: random.oneIn(4) ? [] : [random.type()],
    };
    const around = {
      callees: [...callees],
      globals: globals.map((global) => global.type),
      mutableGlobals: mutable.length,
      blockTypes,
    };
    const generator = new FunctionGenerator(random, around, type, budget);
    functions.push({ name: `f${functions.length}`, ...generator.function(type) });
    callees.push({ ...type, cost: generator.cost });
  }
  const calls = Array.from({ length: VECTORS }, () =>
    functions.map(({ name = '', params = [] }): Call => [name, ...params.map((type) => random.value(type))]),
  ).flat();
  return { spec: { types: blockTypes, functions, globals }, calls };
};
