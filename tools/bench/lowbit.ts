import { boards } from '../../boards/index.gen.ts';
import type { Graph } from '../../host/model/graph.ts';
import { int8Layer, type SignShape, signShapes } from '../../test/support/larq/layers.ts';
import { lowBitLayer, lowBitTypes, squareLayer } from '../../test/support/qonnx/layers.ts';
import { Random } from '../../test/support/random.ts';
import { measureLayers } from '../costs/measure.ts';
import { markdownTable } from '../markdown-table.ts';

const SEED = 1;
const cores = ['pico-emulated', 'cortex-m4-qemu'] as const;

const macsOf = ({ size, kernel, channels, filters }: SignShape): number => size ** 2 * kernel ** 2 * channels * filters;

/** Of a graph's last layer, for each multiply-accumulate. */
const perMac = async (graph: Graph, id: (typeof cores)[number], shape: SignShape): Promise<number> => {
  const samples = await measureLayers(graph, { ...boards[id], id }, new Random(SEED));
  return (samples.at(-1)?.instructions ?? Number.NaN) / macsOf(shape);
};

/** Layers of few bits beside int8 layers of their shapes: instructions per multiply-accumulate on boards. */
export const lowBitTable = async (): Promise<string> => {
  const rows: string[][] = [];
  for (const name of ['1×1, 64 to 64', '3×3, 64 to 64', '3×3, 128 to 128']) {
    const shape = signShapes[name] as SignShape;
    const int8 = await Promise.all(cores.map((id) => perMac(int8Layer(new Random(SEED), shape), id, shape)));
    for (const [type, bits] of Object.entries(lowBitTypes)) {
      const cells: string[] = [];
      for (const [at, id] of cores.entries()) {
        const layer = lowBitLayer(new Random(SEED), squareLayer({ ...shape, ...bits }));
        const [theirs, ours] = [int8[at] as number, await perMac(layer, id, shape)];
        cells.push(`${theirs.toFixed(2)} / ${ours.toFixed(2)} = ${(theirs / ours).toFixed(1)}`);
      }
      rows.push([name, type, ...cells]);
    }
  }
  return markdownTable(['layer', 'weights × values', 'Cortex-M0+', 'Cortex-M4'], rows);
};
