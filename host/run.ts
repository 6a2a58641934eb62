import type { NamedBoard } from '../boards/spec.ts';
import { compileGraph } from './compile/compile-graph.ts';
import type { Aim } from './compile/tiles.ts';
import { ToolError } from './errors.ts';
import { instantiate } from './execute/session.ts';
import { latency } from './facts/derived.ts';
import type { RunFacts } from './facts/run-facts.ts';
import { median } from './facts/statistics.ts';
import { buildFirmware } from './firmware/build-firmware.ts';
import { modelCrc } from './firmware/tables.ts';
import { importModel } from './model/import-model.ts';
import type { Rounding } from './model/rounding.ts';
import { execute, hasCycleModel } from './profile/execute.ts';
import { classify, type LabelledSet } from './run/classify.ts';
import { layerFacts, staticFacts, withExplanations, withModelledCycles } from './run/facts-of.ts';
import { type EnergyRequest, measureEnergy, modelEnergy } from './run/measure-energy.ts';
import type { Progress } from './run/progress.ts';
import { type BoardPlace, type ReachedBoard, reachBoard, refuseOther } from './run/reach-board.ts';
import { recordBytes, splitInputs, splitRecords } from './run/records.ts';
import { seededInput } from './run/seeded-input.ts';
import { timeInferences } from './run/time-inferences.ts';
import { verifyFrame, verifyRecord } from './run/verify.ts';

export interface RunRequest extends BoardPlace {
  /** Path of the model file. */
  readonly model: string;
  readonly board: NamedBoard;
  /** The board already runs this model's firmware. */
  readonly isFlashed?: boolean;
  /** Records of all inputs, back to back, each run on the board; seeded bytes where neither these nor a labelled set is given. */
  readonly input?: Uint8Array;
  readonly labelled?: LabelledSet;
  /** Records are frames of one stream: what a network keeps between inferences is not forgotten between them. */
  readonly keepsState?: boolean;
  /** How many records of the labelled set the board repeats. */
  readonly verifyRecords: number;
  /** Timed inferences, after `warmup`. */
  readonly count: number;
  readonly warmup: number;
  readonly energy?: EnergyRequest;
  /** Energy by formula where no instrument gives one. */
  readonly modelsEnergy?: boolean;
  readonly withoutPasses?: readonly string[];
  /** `speed` if absent. */
  readonly aim?: Aim;
  /** `tflm` if absent. */
  readonly rounding?: Rounding;
  /** Tell each layer's instructions, its tile, and what they were expected to be. */
  readonly explains?: boolean;
  readonly onProgress: Progress;
}

export interface RunResult {
  readonly facts: RunFacts;
  /** Outputs of the records that ran on the board, equal to Node's. */
  readonly outputs: Uint8Array;
  /** What went wrong after the outputs were verified; the facts are what had been observed by then. */
  readonly failure?: ToolError;
}

/** The whole pipeline: import, compile, link, flash, verify every output byte against Node, classify, time, measure. */
export const run = async (request: RunRequest): Promise<RunResult> => {
  const { board, onProgress } = request;
  onProgress('import');
  const graph = await importModel(request.model);
  onProgress('compile');
  const model = await compileGraph(graph, {
    target: board.target,
    ...(request.aim && { aim: request.aim }),
    ...(request.rounding && { rounding: request.rounding }),
    withoutPasses: request.withoutPasses ?? [],
  });
  const session = await instantiate(model);
  const records = splitRecords(request.input ?? request.labelled?.records ?? seededInput(recordBytes(model)), model);
  const verified = request.input ? records : records.slice(0, Math.max(1, request.verifyRecords));
  onProgress('link');
  const image = await buildFirmware(model, board);
  const crc = modelCrc(model);
  let facts = staticFacts(model, crc, board, image.sizes);
  if (request.labelled) {
    onProgress('classify');
    facts = { ...facts, accuracy: classify(request.labelled, model, session, request.keepsState) };
  }
  onProgress('flash');
  const reached = await reachBoard({
    board,
    ...(request.port !== undefined && { port: request.port }),
    ...(request.drive !== undefined && { drive: request.drive }),
    ...(!request.isFlashed && { firmware: { image, modelCrc: crc } }),
    onProgress: (event) => {
      if (event.kind === 'written') onProgress('flash', event.bytes, event.total);
    },
  });
  try {
    refuseOther(reached.info, crc, board);
    const outputs: Uint8Array[] = [];
    for (const [index, record] of verified.entries()) {
      onProgress('verify', index, verified.length);
      const name = `record ${index}`;
      outputs.push(
        request.keepsState
          ? await verifyFrame(reached.device, model, session, record, { name, isFirst: index === 0 })
          : await verifyRecord(reached.device, model, session, record, name),
      );
    }
    facts = { ...facts, verified: { records: verified.length, layers: request.keepsState ? 0 : model.layers.length } };
    try {
      onProgress('time');
      const { layers, ...timed } = await timeInferences(reached.device, board, request.count, request.warmup);
      facts = {
        ...facts,
        ...countedInstructions(reached, request.count),
        ...timed,
        layers: layerFacts(model, layers),
      };
      const modelsCycles = board.counts === 'instructions' && hasCycleModel(board);
      if (modelsCycles || request.explains) {
        const execution = execute(image, model, board, session, [splitInputs(verified[0] as Uint8Array, model)]);
        if (modelsCycles) facts = withModelledCycles(facts, execution);
        if (request.explains) facts = withExplanations(facts, model, board, execution);
      }
      facts = { ...facts, stackUsedBytes: (await reached.device.stats()).stackUsed };
      if (request.energy) onProgress('measure');
      const energy = request.energy
        ? await measureEnergy(reached.device, board, request.energy)
        : request.modelsEnergy
          ? modelEnergy(board, latency(facts))
          : undefined;
      if (energy) facts = { ...facts, energy };
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      return { facts, outputs: Buffer.concat(outputs), failure: error };
    }
    return { facts, outputs: Buffer.concat(outputs) };
  } catch (error) {
    throw reached.emulated?.fault() ?? error;
  } finally {
    await reached.close();
  }
};

/** Median instructions of the timed inferences, where the emulator counted them. */
const countedInstructions = ({ emulated }: ReachedBoard, count: number): Pick<RunFacts, 'instructions'> => {
  const instructions = median(emulated?.inferenceInstructions?.().slice(-count) ?? []);
  return instructions === undefined ? {} : { instructions };
};
