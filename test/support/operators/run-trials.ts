import type { Graph, Tensor } from '../../../host/model/graph.ts';
import { tensorBytes } from '../../../host/model/shapes.ts';
import { mergeGraphs } from '../merge-graphs.ts';
import { cut } from './cut.ts';
import type { Machine, ProofTarget } from './targets.ts';
import type { Judge, Trial } from './trial.ts';

/** What was wrong with a trial; undefined if nothing was. */
export type Verdict = string | undefined;

/** Runs trials side by side in one network. Where that cannot be built or run, each half is tried: one alone says why. */
export const runTrials = async (trials: readonly Trial[], target: ProofTarget): Promise<Verdict[]> => {
  try {
    return await runTogether(trials, target);
  } catch (error) {
    if (trials.length === 1) return [String(error)];
    const half = trials.length >> 1;
    return [...(await runTrials(trials.slice(0, half), target)), ...(await runTrials(trials.slice(half), target))];
  }
};

const runTogether = async (trials: readonly Trial[], target: ProofTarget): Promise<Verdict[]> => {
  const graphs = trials.map(({ graph }) => graph);
  const machines = await target.open(mergeGraphs('trials', graphs));
  const verdicts: Verdict[][] = [];
  for (const machine of machines) {
    try {
      const own = await runOn(machine, trials, target.withoutPasses);
      verdicts.push(own.map((verdict) => verdict && `${machine.where}: ${verdict}`));
    } finally {
      machine.close?.();
    }
  }
  return trials.map((_, at) => verdicts.map((list) => list[at]).find((verdict) => verdict !== undefined));
};

const inputSizes = ({ inputs, tensors }: Graph): number[] => inputs.map((id) => tensorBytes(tensors[id] as Tensor));

const runOn = async (
  { infer }: Machine,
  trials: readonly Trial[],
  withoutPasses: readonly string[] | undefined,
): Promise<Verdict[]> => {
  const running = trials.map((trial) => ({
    ...trial,
    judge: trial.judge(withoutPasses),
    sizes: inputSizes(trial.graph),
  }));
  const layers = layerJudges(running);
  const rounds = Math.max(...trials.map(({ records }) => records.length));
  for (let round = 0; round < rounds; round++) {
    const inputs = running.flatMap(({ records, sizes }) => {
      const record = records[Math.min(round, records.length - 1)] as Uint8Array;
      return cut(record, sizes);
    });
    const outputs = await infer(
      inputs,
      layers.size === 0 ? undefined : ({ operatorIndex }, output) => layers.get(operatorIndex)?.(round, output),
    );
    let at = 0;
    for (const { graph, records, judge } of running) {
      const own = outputs.slice(at, at + graph.outputs.length);
      at += own.length;
      if (round < records.length) judge.outputs(round, own);
    }
  }
  return running.map(({ judge }) => judge.verdict());
};

type LayerJudge = (round: number, output: Uint8Array) => void;

/** Those that know layers, by the place of each operator in the merged network. */
const layerJudges = (
  running: readonly { readonly graph: Graph; readonly records: Trial['records']; readonly judge: Judge }[],
): ReadonlyMap<number, LayerJudge> => {
  const judges = new Map<number, LayerJudge>();
  let first = 0;
  for (const { graph, records, judge } of running) {
    if (judge.layer)
      for (const { index } of graph.operators)
        judges.set(first + index, (round, output) => {
          if (round < records.length) judge.layer?.(round, index, output);
        });
    first += graph.operators.length;
  }
  return judges;
};
