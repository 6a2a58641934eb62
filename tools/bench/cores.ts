import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { sum } from '../../host/facts/statistics.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { importModel } from '../../host/model/import-model.ts';
import { execute } from '../../host/profile/execute.ts';
import { recordBytes, splitInputs } from '../../host/run/records.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { markdownTable } from '../markdown-table.ts';
import { type BaselineModel, baseline, type PeerBoard, peerInstructions } from './baseline.ts';
import { benchModels } from './models.ts';

const boardIds: readonly PeerBoard[] = ['pico-emulated', 'cortex-m4-qemu', 'cortex-m7-qemu', 'cortex-m33-qemu'];

const instructions = async (path: string, id: PeerBoard): Promise<number> => {
  const board = { ...boards[id], id };
  const model = await compileGraph(await importModel(path), { target: board.target });
  const inputs = splitInputs(seededInput(recordBytes(model)), model);
  const image = await buildFirmware(model, board);
  const { layers } = execute(image, model, board, await instantiate(model), [inputs]);
  return sum(layers.map((layer) => layer.instructions));
};

/** Instructions of one inference on each processor, and as a share of TensorFlow Lite Micro's with CMSIS-NN. */
export const coreTable = async (): Promise<string> => {
  const rows: string[][] = [];
  for (const { name, path } of benchModels().filter((model) => model.name in baseline)) {
    const counts: string[] = [];
    for (const id of boardIds) {
      const ours = await instructions(path, id);
      counts.push(`${ours.toLocaleString('en')} (${(ours / peerInstructions(name as BaselineModel, id)).toFixed(2)})`);
    }
    rows.push([name, ...counts]);
  }
  return markdownTable(['model', 'Cortex-M0+', 'Cortex-M4', 'Cortex-M7', 'Cortex-M33'], rows);
};
