import type { ArenaTensor, CompiledModel } from '../compile/compiled-model.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { Session } from '../execute/session.ts';
import type { RunFacts } from '../facts/run-facts.ts';
import { elements } from '../model/shapes.ts';
import { valuesOf } from '../model/values.ts';
import { splitInputs, splitRecords } from './records.ts';

/** Records, and the class of each as one byte. */
export interface LabelledSet {
  readonly records: Uint8Array;
  readonly labels: Uint8Array;
}

/** The first of the largest; quantised outputs order as the real values do. */
const argmax = (output: readonly number[]): number =>
  output.reduce((best, value, at) => (value > (output[best] as number) ? at : best), 0);

/**
 * Top-1 accuracy in Node over all records, each on its own, or as frames of one stream where the network keeps its state.
 * @throws ToolError `INPUT_SIZE`, `LABELS`
 */
export const classify = (
  set: LabelledSet,
  model: CompiledModel,
  session: Session,
  keepsState = false,
): NonNullable<RunFacts['accuracy']> => {
  const records = splitRecords(set.records, model);
  const { dtype, shape } = model.outputs[0] as ArenaTensor;
  const classes = elements(shape);
  const refuse = (what: string): never => {
    throw new ToolError('LABELS', ExitCode.Usage, what, 'Give one byte per record: the index of its class.');
  };
  if (set.labels.length !== records.length) refuse(`${set.labels.length} labels for ${records.length} records`);
  const outside = set.labels.find((label) => label >= classes);
  if (outside !== undefined) refuse(`label ${outside} where the model has ${classes} outputs`);
  const correct = records.filter((record, index) => {
    if (!keepsState) session.reset();
    const [output = new Uint8Array()] = session.infer(splitInputs(record, model));
    return argmax(valuesOf(dtype, output)) === set.labels[index];
  });
  return { records: records.length, correct: correct.length, classes };
};
