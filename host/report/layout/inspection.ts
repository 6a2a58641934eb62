import type { InspectedTensor, Inspection } from '../../inspect.ts';
import { humanize } from './numbers.ts';
import { textTable } from './table.ts';

const count = (value: number): string => humanize(value, '')[0];
const tensor = ({ name, dtype, shape, scale, zeroPoint }: InspectedTensor): string =>
  `${name} ${dtype}[${shape.join(',')}]${scale === undefined ? '' : `, real = ${Number(scale.toPrecision(6))} · (q - ${zeroPoint})`}`;
const fits = (claim: boolean): string => (claim ? 'fits' : 'too large');

/** `picojoule inspect` for people. */
export const inspectionText = (inspection: Inspection): string => {
  const peak = Math.max(...inspection.layers.map(({ liveBytes }) => liveBytes));
  const rows = inspection.layers.map((layer) => [
    String(layer.operatorIndex),
    layer.kind,
    layer.kernel,
    layer.input.shape.join('×'),
    layer.output.shape.join('×'),
    count(layer.macs),
    count(layer.parameters),
    count(layer.weightBytes),
    `${count(layer.liveBytes)}${layer.liveBytes === peak ? ' peak' : ''}`,
  ]);
  const head = ['op', 'operator', 'kernel', 'input', 'output', 'MACs', 'parameters', 'weights B', 'live B'];
  return [
    ...inspection.inputs.map((one) => `input   ${tensor(one)}`),
    ...inspection.outputs.map((one) => `output  ${tensor(one)}`),
    '',
    textTable(head, rows, [0, 5, 6, 7, 8]),
    '',
    `the model has ${count(inspection.macs)} MACs and ${count(inspection.parameters)} parameters`,
    `${count(inspection.compiled.macs)} MACs run on ${count(inspection.compiled.parameters)} parameters, ${count(inspection.weightBytes)} bytes of constants`,
    `arena ${count(inspection.arenaBytes)} bytes; no plan needs fewer than ${count(inspection.arenaLowerBoundBytes)}`,
    ...inspection.boards.map(
      ({ id, fitsRam, fitsFlash }) => `${id}: RAM ${fits(fitsRam)}, flash ${fits(fitsFlash)} (without code)`,
    ),
    '',
  ].join('\n');
};
