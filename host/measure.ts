import type { NamedBoard } from '../boards/spec.ts';
import type { RunFacts } from './facts/run-facts.ts';
import { boardFacts } from './run/facts-of.ts';
import { type EnergyRequest, measureEnergy } from './run/measure-energy.ts';
import type { Progress } from './run/progress.ts';
import { type BoardPlace, reachBoard } from './run/reach-board.ts';
import { timeInferences } from './run/time-inferences.ts';

export interface MeasureRequest extends BoardPlace {
  readonly board: NamedBoard;
  readonly count: number;
  readonly warmup: number;
  readonly energy?: EnergyRequest;
  readonly onProgress: Progress;
}

/** What a board that already runs our firmware can tell alone: no model file, so nothing is verified and no layer has a name. */
export const measureBoard = async (request: MeasureRequest): Promise<RunFacts> => {
  const { board, port, onProgress } = request;
  const { device, info, close } = await reachBoard({ board, ...(port !== undefined && { port }) });
  try {
    onProgress('time');
    const { layers: _, ...timed } = await timeInferences(device, board, request.count, request.warmup);
    const { stackUsed } = await device.stats();
    if (request.energy) onProgress('measure');
    const energy = request.energy ? await measureEnergy(device, board, request.energy) : undefined;
    return {
      model: { name: info.model, inputBytes: info.inputBytes, outputBytes: info.outputBytes, crc32: info.modelCrc },
      board: boardFacts(board),
      layers: [],
      arenaBytes: info.arenaBytes,
      ...timed,
      stackUsedBytes: stackUsed,
      ...(energy && { energy }),
    };
  } finally {
    await close();
  }
};
