import { readFileSync } from 'node:fs';
import { boards } from '../../boards/index.gen.ts';
import { run } from '../../host/run.ts';
import { benchModels, keywordSet } from './models.ts';

/** All real keyword samples on the board, byte for byte against Node, and their accuracy. */
export const keywordLine = async (): Promise<string> => {
  const set = keywordSet();
  const model = benchModels().find(({ name }) => name === 'kws_ref_model');
  if (!set || !model) return 'keyword samples: not here (needs ../shared)';
  const records = readFileSync(set.records);
  const { facts } = await run({
    model: model.path,
    board: { id: 'pico-emulated', ...boards['pico-emulated'] },
    input: records,
    labelled: { records, labels: readFileSync(set.labels) },
    verifyRecords: 1,
    count: 1,
    warmup: 0,
    onProgress: () => undefined,
  });
  return `kws_ref_model: ${facts.verified?.records} real samples equal on board and in Node; ${facts.accuracy?.correct} right`;
};
