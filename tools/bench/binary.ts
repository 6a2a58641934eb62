import { boards } from '../../boards/index.gen.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { median } from '../../host/facts/statistics.ts';
import type { Graph } from '../../host/model/graph.ts';
import { int8Layer, type SignShape, signLayer, signShapes } from '../../test/support/larq/layers.ts';
import { Random } from '../../test/support/random.ts';
import { measureLayers } from '../costs/measure.ts';
import { markdownTable } from '../markdown-table.ts';

const SEED = 1;
const ROUNDS = 31;
const ROUND_MS = 4;

const macsOf = ({ size, kernel, channels, filters }: SignShape): number => size ** 2 * kernel ** 2 * channels * filters;

const instructions = async (graph: Graph, id: 'pico-emulated' | 'cortex-m4-qemu'): Promise<number> => {
  const board: NamedBoard = { ...boards[id], id };
  const [sample] = await measureLayers(graph, board, new Random(SEED));
  return sample?.instructions ?? Number.NaN;
};

/** What calls one network some rounds, in µs of each. */
const timed = async (graph: Graph): Promise<() => number> => {
  const model = await compileGraph(graph, { target: 'node' });
  const { infer } = await instantiate(model);
  const random = new Random(SEED);
  const inputs = model.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
  return () => {
    const begin = performance.now();
    let [now, calls] = [begin, 0];
    for (; now - begin < ROUND_MS; now = performance.now(), calls++) infer(inputs);
    return (1000 * (now - begin)) / calls;
  };
};

/** Rounds in turn: what disturbs the machine disturbs both. */
const nodeRatio = async (binary: Graph, int8: Graph): Promise<string> => {
  const [own, other] = [await timed(binary), await timed(int8)];
  const rounds = Array.from({ length: ROUNDS }, () => [own(), other()] as const);
  const us = (at: 0 | 1) => (median(rounds.map((round) => round[at])) ?? Number.NaN).toFixed(0);
  return `${us(1)} / ${us(0)} = ${(median(rounds.map(([a, b]) => b / a)) ?? Number.NaN).toFixed(1)}`;
};

/** Binary layers beside int8 layers of their shapes: instructions per multiply-accumulate on boards, µs in Node. */
export const binaryTable = async (): Promise<string> => {
  const rows: string[][] = [];
  for (const [name, shape] of Object.entries(signShapes)) {
    const int8 = int8Layer(new Random(SEED), shape);
    for (const [output, dtype] of [
      ['signs', 'int32'],
      ['int8', 'int8'],
    ] as const) {
      const binary = signLayer(new Random(SEED), shape, dtype);
      const cells: string[] = [];
      for (const id of ['pico-emulated', 'cortex-m4-qemu'] as const) {
        const [ours, theirs] = [await instructions(binary, id), await instructions(int8, id)];
        const perMac = (count: number) => (count / macsOf(shape)).toFixed(count === ours ? 3 : 2);
        cells.push(`${perMac(theirs)} / ${perMac(ours)} = ${(theirs / ours).toFixed(1)}`);
      }
      rows.push([name, output, ...cells, await nodeRatio(binary, int8)]);
    }
  }
  return markdownTable(['layer', 'outputs', 'Cortex-M0+', 'Cortex-M4', 'Node, µs'], rows);
};
