import type { Fit } from '../../inspect/fits.ts';
import type { Inspection } from '../../inspect/inspect.ts';
import type { InspectedLayer } from '../../inspect/layers.ts';
import type { PassFigures } from '../../inspect/pass-report.ts';
import type { InspectedTensor } from '../../inspect/tensors.ts';
import { memoryMapText } from './memory-map.ts';
import { humanize } from './numbers.ts';
import { textTable } from './table.ts';
import { areOfNote, widthsHead, widthsText } from './widths.ts';

const count = (value: number): string => humanize(value, '')[0];
const tensor = ({ name, dtype, shape, scale, zeroPoint }: InspectedTensor): string =>
  `${name} ${dtype}[${shape.join(',')}]${scale === undefined ? '' : `, real = ${Number(scale.toPrecision(6))} · (q - ${zeroPoint})`}`;
const shapes = (tensors: readonly InspectedTensor[]): string => tensors.map(({ shape }) => shape.join('×')).join(', ');
/** Of the first tensor of each end: what a rescaling goes from and to. */
const quantization = ({ inputs: [x], outputs: [y] }: InspectedLayer): string =>
  [x, y]
    .map((one) =>
      one?.scale === undefined ? (one?.dtype ?? '') : `${Number(one.scale.toPrecision(3))}/${one.zeroPoint}`,
    )
    .join(' → ');

const layerTable = ({ layers }: Inspection): string => {
  const tellsBits = areOfNote(layers);
  const peak = Math.max(...layers.map(({ liveBytes }) => liveBytes));
  const rows = layers.map((layer) => [
    String(layer.operatorIndex),
    layer.kind,
    layer.kernel,
    shapes(layer.inputs),
    shapes(layer.outputs),
    quantization(layer),
    ...(tellsBits ? [widthsText(layer.bits)] : []),
    count(layer.macs),
    count(layer.parameters),
    count(layer.weightBytes),
    layer.macs === 0 ? '' : layer.intensity.toFixed(1),
    `${count(layer.liveBytes)}${layer.liveBytes === peak ? ' peak' : ''}`,
  ]);
  const words = ['operator', 'kernel', 'inputs', 'outputs', 'scale/zero', ...(tellsBits ? [widthsHead] : [])];
  const numbers = ['MACs', 'parameters', 'weights B', 'MACs/B', 'live B'];
  const right = [0, ...numbers.map((_, at) => 1 + words.length + at)];
  return textTable(['op', ...words, ...numbers], rows, right);
};

const passTable = (passes: readonly PassFigures[]): string =>
  textTable(
    ['pass', 'operators', 'MACs', 'parameters', 'constants B', 'peak RAM B', ''],
    passes.map(({ name, title, operators, macs, parameters, constantBytes, peakBytes }) => [
      ...[name, ...[operators, macs, parameters, constantBytes, peakBytes].map(count), title],
    ]),
    [1, 2, 3, 4, 5],
  );

const fit = ({ board, ramBytes, ramLimitBytes, flashBytes, flashLimitBytes }: Fit): string[] => [
  board,
  ...[ramBytes, ramLimitBytes, flashBytes, flashLimitBytes].map(count),
  ramBytes <= ramLimitBytes && flashBytes <= flashLimitBytes ? 'fits' : 'too large',
];

const fitTable = (fits: readonly Fit[]): string =>
  textTable(['board', 'RAM B', 'of', 'flash B (without code)', 'of', ''], fits.map(fit), [1, 2, 3, 4]);

/** `picojoule inspect` for people. */
export const inspectionText = (inspection: Inspection, showsMemory: boolean): string =>
  [
    ...inspection.inputs.map((one) => `input   ${tensor(one)}`),
    ...inspection.outputs.map((one) => `output  ${tensor(one)}`),
    '',
    layerTable(inspection),
    '',
    ...(inspection.passes ? [passTable(inspection.passes), ''] : []),
    ...(showsMemory ? [memoryMapText(inspection.memory), ''] : []),
    `the model has ${count(inspection.macs)} MACs and ${count(inspection.parameters)} parameters`,
    `of its MACs ${count(inspection.effectiveMacs)} have a weight that is not zero; with their bits they are ${count(inspection.bitOperations)} bit operations`,
    `${count(inspection.compiled.macs)} MACs run on ${count(inspection.compiled.parameters)} parameters, ${count(inspection.weightBytes)} bytes of constants on ${inspection.board}`,
    `arena ${count(inspection.arenaBytes)} bytes; no plan needs fewer than ${count(inspection.arenaLowerBoundBytes)}`,
    ...(inspection.fits.length > 0 ? ['', fitTable(inspection.fits)] : []),
    ...(inspection.advice.length > 0 ? ['', ...inspection.advice.map((line) => `- ${line}`)] : []),
    '',
  ].join('\n');
