import type { NamedBoard } from '../../boards/spec.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import type { CompiledLayer } from '../../host/compile/compiled-model.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import type { Graph } from '../../host/model/graph.ts';
import { execute } from '../../host/profile/execute.ts';
import type { Random } from '../../test/support/random.ts';

export interface Sample {
  readonly layer: CompiledLayer;
  readonly instructions: number;
}

/** Instructions of each layer of a graph, with random inputs, on the bare core of a board. */
export const measureLayers = async (graph: Graph, board: NamedBoard, random: Random): Promise<Sample[]> => {
  const model = await compileGraph(graph, { target: board.target });
  const inputs = model.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
  const { layers } = execute(await buildFirmware(model, board), model, board, await instantiate(model), [inputs]);
  return model.layers.map((layer, at) => ({ layer, instructions: layers[at]?.instructions ?? 0 }));
};
