import Table from 'cli-table3';
import type { ReportSpec } from './spec.ts';

const plain = { chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }, style: { head: [], border: [] } };
const number = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(4);

/** Layers, then figures with their unit and source. */
export default {
  render: ({ layers, model, board }, figures) => {
    const total = layers.reduce((sum, { cycles = 0 }) => sum + cycles, 0);
    const byLayer = new Table({ head: ['op', 'kernel', 'output', 'MACs', 'cycles', 'share', 'cycles/MAC'], ...plain });
    for (const { operatorIndex, kernel, shape, macs, cycles = 0 } of layers)
      byLayer.push([
        operatorIndex,
        kernel,
        shape.join('×'),
        number(macs),
        number(cycles),
        `${((100 * cycles) / total).toFixed(1)} %`,
        macs > 0 ? (cycles / macs).toFixed(1) : '',
      ]);
    const byFigure = new Table({ head: ['figure', 'value', 'unit', 'source', 'note'], ...plain });
    for (const { id, value, unit, source, note = '' } of figures)
      byFigure.push([id, value === undefined ? 'n/a' : number(value), unit, value === undefined ? '' : source, note]);
    return `${model.name} on ${board.title}: every layer and output equal to Node\n${byLayer.toString()}\n${byFigure.toString()}\n`;
  },
} satisfies ReportSpec;
