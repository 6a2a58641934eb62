import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { baseline } from './baseline.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** The demo model, and the reference models where ../shared is beside the checkout. */
export const benchModels = (): { name: string; path: string }[] =>
  [
    { name: 'fashion', path: path('models/demo/fashion.tflite') },
    ...Object.keys(baseline).map((name) => ({ name, path: path(`../shared/models/${name}.tflite`) })),
  ].filter((model) => existsSync(model.path));

/** Real keyword samples, if they are there. */
export const keywordSet = (): { records: string; labels: string } | undefined => {
  const records = path('../shared/datasets/kws01/x_int8_n49x10.bin');
  return existsSync(records) ? { records, labels: path('../shared/datasets/kws01/y_uint8.bin') } : undefined;
};
