import { boards } from '../../boards/index.gen.ts';
import { cycles, executedMacs } from '../../host/facts/derived.ts';
import type { RunFacts } from '../../host/facts/run-facts.ts';
import { run } from '../../host/run.ts';
import { markdownTable } from '../markdown-table.ts';
import { type BaselineModel, baseline } from './baseline.ts';
import { benchModels } from './models.ts';

const board = { id: 'pico-emulated', ...boards['pico-emulated'] } as const;

/** Runs every model once on the emulated board. */
export const runModels = async (): Promise<RunFacts[]> => {
  const results: RunFacts[] = [];
  for (const { path } of benchModels()) {
    const request = { model: path, board, verifyRecords: 1, count: 1, warmup: 0, onProgress: () => undefined };
    results.push((await run(request)).facts);
  }
  return results;
};

const baselineOf = (name: string) => (name in baseline ? baseline[name as BaselineModel] : undefined);

/** Cycles, instructions and bytes of each model, beside TensorFlow Lite Micro with CMSIS-NN. */
export const modelTable = (results: readonly RunFacts[]): string =>
  markdownTable(
    [
      'model',
      'MACs',
      'executed',
      'cycles',
      'instructions',
      '/executed',
      'TFLM + CMSIS-NN',
      'ratio',
      'arena B',
      'TFLM',
      'weights B',
      'code + constants B',
    ],
    results.map((facts) => {
      const { model, work, arenaBytes, sizes, instructions = 0 } = facts;
      const peer = baselineOf(model.name);
      const executed = executedMacs(facts) ?? 0;
      return [
        model.name,
        work?.macs ?? 0,
        executed,
        cycles(facts) ?? 0,
        instructions,
        (instructions / executed).toFixed(2),
        peer?.instructions ?? '',
        peer ? (instructions / peer.instructions).toFixed(2) : '',
        arenaBytes,
        peer?.arenaBytes ?? '',
        sizes?.weights ?? 0,
        (sizes?.code ?? 0) + (sizes?.rodata ?? 0),
      ];
    }),
  );

/** Boards × operators of these models: cycles over all layers of all models, per MAC, or per output element where there are none. */
export const operatorTable = (results: readonly RunFacts[]): string => {
  const byKind = new Map<string, number[]>();
  for (const { layers } of results)
    for (const { kind, macs, cycles: taken = 0, shape } of layers) {
      const unit = macs > 0 ? macs : shape.reduce((product, extent) => product * extent, 1);
      byKind.set(kind, [...(byKind.get(kind) ?? []), taken / unit]);
    }
  const range = (kind: string, costs: readonly number[]): string => {
    const [fewest, most] = [Math.min(...costs), Math.max(...costs)].map((cost) => cost.toFixed(1));
    return `${fewest} … ${most} cycles/${/CONV|FULLY/.test(kind) ? 'MAC' : 'output'}`;
  };
  return markdownTable(
    ['operator, int8', 'Node', 'pico-emulated', 'pico'],
    [...byKind].toSorted().map(([kind, costs]) => [kind, 'equal', `equal, ${range(kind, costs)}`, boards.pico.status]),
  );
};
