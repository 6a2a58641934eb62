import { boards } from '../../boards/index.gen.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import { toElf } from '../../host/aot/format/elf.ts';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { buildFirmware, firmwareSources } from '../../host/firmware/build-firmware.ts';
import { importModel } from '../../host/model/import-model.ts';
import { benchModels } from './models.ts';

/** Image classification, ResNet-8. */
const MODEL = 'pretrainedResnet_quant';
const ids = ['pico', 'cortex-m4-qemu'] as const;

/** From WebAssembly to ELF, with V8 as cold as it is in a new process; only the first board finds it so. */
export const compileTimeLine = async (): Promise<string> => {
  const found = benchModels().find(({ name }) => name === MODEL);
  if (!found) return `${MODEL}: not here (needs ../shared)`;
  const model = await compileGraph(await importModel(found.path));
  const times: string[] = [];
  for (const id of ids) {
    const board: NamedBoard = { id, ...boards[id] };
    // asc's part is not counted: afterwards it comes from the cache.
    for (const request of Object.values(firmwareSources(model, board))) await compileAssemblyScript(request);
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    toElf(await buildFirmware(model, board));
    const [seconds, { user, system }] = [(performance.now() - start) / 1e3, process.cpuUsage(cpu)];
    times.push(`${seconds.toFixed(2)} s for ${id} (${((user + system) / 1e6).toFixed(2)} s of processor time)`);
  }
  return `${MODEL}: WebAssembly → ELF in ${times.join(', ')}`;
};
