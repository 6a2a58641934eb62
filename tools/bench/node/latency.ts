import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median } from '../../../host/facts/statistics.ts';
import { markdownTable } from '../../markdown-table.ts';
import { baseline } from '../baseline.ts';
import type { Measured } from './measure.ts';
import { installPeers, node24 } from './peers.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

/** Processes for each network: some runtimes are faster in one than in another. */
const PROCESSES = 3;

interface Row {
  readonly model: string;
  readonly results: readonly Measured[];
}

const measure = (node: string, model: string): Row => {
  const onnx = path(`../shared/models/onnx-qdq/${model}.onnx`);
  const files = [path(`../shared/models/${model}.tflite`), ...(existsSync(onnx) ? [onnx] : [])];
  const runs = Array.from({ length: PROCESSES }, () => {
    const { stdout, stderr, status } = spawnSync(
      node,
      ['--import', 'tsx', path('tools/bench/node/measure.ts'), ...files],
      { cwd: path('.'), encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    if (status !== 0) throw new Error(`${model} on ${node}:\n${stderr}`);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured[];
  });
  const [first = []] = runs;
  const results = first.map((one, at) => ({ ...one, us: runs.flatMap((run) => run[at]?.us ?? []) }));
  return { model, results };
};

/** Median of the ratios of rounds: what disturbs the machine disturbs both. */
const ratio = ([ours]: readonly Measured[], peer: Measured): number =>
  median(peer.us.map((us, round) => (ours?.us[round] ?? Number.NaN) / us)) ?? Number.NaN;

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

const table = (rows: readonly Row[]): string => {
  const names = [...new Set(rows.flatMap(({ results }) => results.map(({ name }) => name)))];
  const [us, ...peers] = names;
  const cells = rows.map(({ model, results }) => [
    model,
    (median(results[0]?.us ?? []) ?? Number.NaN).toFixed(1),
    ...peers.map((name) => {
      const peer = results.find((one) => one.name === name);
      if (!peer) return 'n/a';
      const other = (median(peer.us) ?? Number.NaN).toFixed(1);
      return `${other} → ${ratio(results, peer).toFixed(2)} (${peer.differing} of ${peer.outputBytes} bytes differ)`;
    }),
  ]);
  const means = peers.map((name) => {
    const ratios = rows.flatMap(({ results }) =>
      results.filter((one) => one.name === name).map((one) => ratio(results, one)),
    );
    return geometricMean(ratios).toFixed(2);
  });
  return markdownTable(['model', `${us}, µs`, ...peers], [...cells, ['geometric mean of ratios', '', ...means]]);
};

/** Latency in Node beside other runtimes, for this Node and for Node 24; ratios of processor time, below 1 where ours is faster. */
export const nodeLatency = (models: readonly string[] = Object.keys(baseline)): string => {
  installPeers();
  const there = models.filter((model) => existsSync(path(`../shared/models/${model}.tflite`)));
  const newer = node24();
  return [process.execPath, ...(newer === undefined ? [] : [newer])]
    .map((node) => {
      const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
      return `Node ${stdout.trim()}, one thread, median µs of processor time → ratio\n\n${table(there.map((model) => measure(node, model)))}`;
    })
    .join('\n\n');
};
