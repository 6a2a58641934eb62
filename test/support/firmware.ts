import type { Image } from '../../host/aot/image.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import type { CompiledModel } from '../../host/compile/compiled-model.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import type { Graph } from '../../host/model/graph.ts';
import { picoEmulated } from './board.ts';

export interface TestFirmware {
  readonly model: CompiledModel;
  readonly image: Image;
  /** What the network makes of one input, in Node. */
  readonly infer: (input: Uint8Array) => Uint8Array;
}

/** A network of one input and one output as firmware for the emulated Pico. */
export const firmwareOf = async (graph: Graph): Promise<TestFirmware> => {
  const model = await compileGraph(graph);
  const session = await instantiate(model);
  return {
    model,
    image: await buildFirmware(model, picoEmulated),
    infer: (input) => session.infer([input])[0] as Uint8Array,
  };
};
