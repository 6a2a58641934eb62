import { compileGraph } from '../compile/compile-graph.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { instantiate, type Session } from '../execute/session.ts';
import type { RunFacts } from '../facts/run-facts.ts';
import { modelCrc } from '../firmware/tables.ts';
import { importModel } from '../model/import-model.ts';
import type { RunRequest, RunResult } from '../run.ts';
import { sampleRecords } from '../verify/records.ts';
import { classify } from './classify.ts';
import { factsOfModel } from './facts-of.ts';
import { splitInputs, splitRecords } from './records.ts';

/** This machine in a board's place: it has no flash, and nobody counts its cycles. */
export const node: RunFacts['board'] = {
  id: 'node',
  title: 'Node on this machine',
  isNode: true,
  ...{ clockHz: 0, timing: 'measured', counts: 'cycles', flashBytes: 0, ramBytes: 0 },
};

type NodeRequest = Pick<
  RunRequest,
  'model' | 'input' | 'labelled' | 'keepsState' | 'count' | 'warmup' | 'rounding' | 'withoutPasses' | 'onProgress'
>;

const timed = (session: Session, inputs: readonly Uint8Array[], count: number): { readonly seconds: number }[] =>
  Array.from({ length: count }, () => {
    const start = performance.now();
    session.infer(inputs);
    return { seconds: (performance.now() - start) / 1000 };
  });

const outputsOf = (
  model: CompiledModel,
  session: Session,
  records: readonly Uint8Array[],
  keepsState: boolean,
): Buffer =>
  Buffer.concat(
    records.flatMap((record) => {
      if (!keepsState) session.reset();
      return session.infer(splitInputs(record, model));
    }),
  );

/** What `run` does, without a board: import, compile for this machine's vectors, classify, run, time. */
export const runInNode = async (request: NodeRequest): Promise<RunResult> => {
  const { labelled, keepsState = false, rounding = 'tflm', withoutPasses = [], onProgress } = request;
  onProgress('import');
  const graph = await importModel(request.model);
  onProgress('compile');
  const model = await compileGraph(graph, { target: 'node', rounding, withoutPasses });
  const session = await instantiate(model);
  const given = request.input ?? labelled?.records ?? Buffer.concat(sampleRecords(graph, undefined, 1).flat());
  const records = splitRecords(given, model);
  let facts = factsOfModel(model, modelCrc(model), node);
  if (labelled) {
    onProgress('classify');
    facts = { ...facts, accuracy: classify(labelled, model, session, keepsState) };
  }
  const outputs = outputsOf(model, session, request.input ? records : records.slice(0, 1), keepsState);
  onProgress('time');
  const inputs = splitInputs(records[0] as Uint8Array, model);
  timed(session, inputs, request.warmup);
  return { facts: { ...facts, inferences: timed(session, inputs, request.count) }, outputs };
};
