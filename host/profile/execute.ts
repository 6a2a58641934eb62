import type { NamedBoard } from '../../boards/spec.ts';
import type { Image } from '../aot/image.ts';
import type { ArenaTensor, CompiledModel } from '../compile/compiled-model.ts';
import { BareCore } from '../emulate/bare/bare-core.ts';
import { ExecutionProfile } from '../emulate/execution-profile.ts';
import type { Session } from '../execute/session.ts';

/** Processors whose cycles the interpreters model. */
const timedCores: readonly NamedBoard['core'][] = ['cortex-m0plus', 'cortex-m4'];
export const hasCycleModel = ({ core }: NamedBoard): boolean => timedCores.includes(core);

const INSTRUCTION_LIMIT = 1e10;

export interface ExecutedLayer {
  readonly instructions: number;
  readonly cycles: number;
}

export interface Execution {
  readonly profile: ExecutionProfile;
  /** Sums over the records. */
  readonly layers: readonly ExecutedLayer[];
}

/**
 * Runs the layers of an image on the bare core of its board, once for each record of inputs: the board's own code where it
 * lies on the board, without the runtime around it. The outputs are compared with Node's.
 */
export const execute = (
  image: Image,
  model: CompiledModel,
  board: NamedBoard,
  session: Session,
  records: readonly (readonly Uint8Array[])[],
): Execution => {
  const { target, flash, ram } = board;
  const profile = new ExecutionProfile(flash.bytes);
  const core = new BareCore({
    ...{ target, flash, ramBytes: ram.bytes, ramOrigin: ram.origin, profile },
    instructionLimit: INSTRUCTION_LIMIT,
  });
  core.load(image);
  const addressOf = (symbol: string): number => image.symbols.find(({ name }) => name === symbol)?.address as number;
  const arena = addressOf('env.arena') - ram.origin;
  const bytesOf = ({ offset, bytes }: ArenaTensor) => core.ram.subarray(arena + offset, arena + offset + bytes);
  const layers = model.layers.map(() => ({ instructions: 0, cycles: 0 }));
  for (const inputs of records) {
    if (model.hasState) core.call(addressOf('model.reset'), [], 0);
    session.reset();
    model.inputs.forEach((tensor, at) => {
      bytesOf(tensor).set(inputs[at] as Uint8Array);
    });
    model.layers.forEach(({ exportName }, at) => {
      const { instructions, cycles } = core.call(addressOf(`model.${exportName}`), [], 0);
      const layer = layers[at] as (typeof layers)[number];
      layer.instructions += instructions;
      layer.cycles += cycles;
    });
    session.infer(inputs).forEach((expected, at) => {
      const actual = bytesOf(model.outputs[at] as ArenaTensor);
      if (Buffer.compare(expected, actual) !== 0) throw new Error(`output ${at} of the bare core differs from Node's`);
    });
  }
  return { profile, layers };
};
