import type { NamedBoard } from '../../boards/spec.ts';
import type { Image } from '../aot/image.ts';
import type { CompiledLayer, CompiledModel } from '../compile/compiled-model.ts';
import { ExecutionProfile } from '../emulate/execution-profile.ts';
import type { Session } from '../execute/session.ts';
import { type LayerCost, openOnCore } from './core-session.ts';

/** Processors whose cycles the interpreters model. */
const timedCores: readonly NamedBoard['core'][] = ['cortex-m0plus', 'cortex-m4'];
export const hasCycleModel = ({ core }: NamedBoard): boolean => timedCores.includes(core);

export interface Execution {
  readonly profile: ExecutionProfile;
  /** Sums over the records. */
  readonly layers: readonly LayerCost[];
}

/**
 * Runs the layers of an image on the bare core of its board, once for each record of inputs: the board's own code where it
 * lies on the board. The outputs are compared with Node's.
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
  const core = openOnCore(image, model, { target, flash, ramBytes: ram.bytes, ramOrigin: ram.origin, profile });
  const sums = new Map<CompiledLayer, LayerCost>(model.layers.map((layer) => [layer, { instructions: 0, cycles: 0 }]));
  for (const inputs of records) {
    core.reset();
    session.reset();
    const outputs = core.infer(inputs, (layer, _, { instructions, cycles }) => {
      const sum = sums.get(layer) as LayerCost;
      sums.set(layer, { instructions: sum.instructions + instructions, cycles: sum.cycles + cycles });
    });
    session.infer(inputs).forEach((expected, at) => {
      if (Buffer.compare(expected, outputs[at] as Uint8Array) !== 0)
        throw new Error(`output ${at} of the bare core differs from Node's`);
    });
  }
  return { profile, layers: [...sums.values()] };
};
