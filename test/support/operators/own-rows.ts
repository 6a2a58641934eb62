import { existsSync } from 'node:fs';
import { realWork } from '../../../host/compile/refuse-reals.ts';
import { goldenPath, goldenText } from '../golden-file.ts';
import { goldenName, modelCrc, type OwnGolden, outputsCrc, parseGoldens } from './own-goldens.ts';
import { generators, MODELS_EACH, type OwnModel, ownModel } from './own-models.ts';
import type { Judge, Trial } from './trial.ts';

/** The random models of one operator and type. */
export interface OwnRow extends Pick<Trial, 'operator' | 'dtype'> {
  readonly title: string;
  readonly trials: readonly Trial[];
  /** Real numbers are weighed: nothing for a board. */
  readonly isForNode: boolean;
  /** The goldens are of other models. */
  readonly isStale: boolean;
}

const hex = (crc: number): string => `0x${crc.toString(16)}`;

const judgeOf = ({ records }: OwnModel, { outputs }: OwnGolden): Judge => {
  let crc = 0;
  let seen = 0;
  return {
    outputs: (_, made) => {
      crc = outputsCrc(made, crc);
      seen++;
    },
    verdict: () =>
      seen === records.length && crc === outputs
        ? undefined
        : `outputs have the checksum ${hex(crc)}, TensorFlow Lite Micro's ${hex(outputs)}: tools/golden-operators.ts --check tells which element`,
  };
};

export const ownRows = (): OwnRow[] =>
  generators.map((generator) => {
    const { kind, dtype } = generator;
    const name = goldenName(kind);
    const goldens = (existsSync(goldenPath(name)) ? parseGoldens(goldenText(name)) : []).filter(
      (golden) => golden.dtype === dtype,
    );
    const models = Array.from({ length: MODELS_EACH }, (_, at) => ownModel(generator, at + 1));
    const pairs = models.map((model) => ({ model, golden: goldens.find(({ seed }) => seed === model.seed) }));
    const known = pairs.flatMap(({ model, golden }) => (golden?.model === modelCrc(model) ? [{ model, golden }] : []));
    return {
      operator: kind,
      dtype,
      isForNode: models.some(({ graph }) => realWork(graph).length > 0),
      title: `${kind} ${dtype}`,
      trials: known.map(({ model, golden }) => ({
        ...{ operator: kind, dtype, name: `${dtype} ${model.seed}` },
        ...{ graph: model.graph, records: model.records, judge: () => judgeOf(model, golden) },
      })),
      isStale: known.length !== models.length || goldens.length !== models.length,
    };
  });
