import assert from 'node:assert/strict';
import type { Entry } from '../../host/compare/entry.ts';
import { ExitCode, ToolError } from '../../host/errors.ts';
import type { Figure } from '../../host/metrics/figures.ts';
import { comparisonForms } from '../../host/report/comparison/render.ts';

const board = { id: 'b', title: 'Board' };
const figure = (id: string, unit: string, value?: number, note?: string): Figure => ({
  ...{ id, title: id, group: 'time', unit, source: 'counted' },
  ...(value !== undefined && { value }),
  ...(note !== undefined && { note }),
});
const refusal = new ToolError('NOT_QUANTIZED', ExitCode.Refused, 'weighs reals', 'Quantise it.');
const entries: readonly Entry[] = [
  { model: 'm/a.tflite', name: 'a', board, isBest: true, figures: [figure('latency', 's', 0.0123456, 'no cache')] },
  { model: 'm/b,c.onnx', name: 'b,c', board, isBest: false, figures: [figure('latency', 's', 0.000_512, 'no cache')] },
  { model: 'm/d.tflite', name: 'd', board, figures: [figure('latency', 's', undefined, 'untimed')], failure: refusal },
];

describe('comparison', () => {
  it('terminal: all values of a column in one unit, each note once, failures below', () =>
    assert.equal(
      comparisonForms.terminal(entries, ['latency', 'macs']),
      [
        'Board',
        '',
        'network  latency, µs  macs  Pareto set',
        'a             12,350   n/a  yes',
        'b,c              512   n/a',
        'd                n/a   n/a',
        '',
        'latency: counted; no cache',
        'macs: n/a (no network ran)',
        'd: NOT_QUANTIZED, weighs reals. Quantise it.',
        '',
      ].join('\n'),
    ));

  it('markdown: numbers to the right', () =>
    assert.match(comparisonForms.markdown(entries, ['latency']), /^\| a \| 12,350 \| yes \|$/m));

  it('csv: full precision, names quoted, empty where absent', () =>
    assert.equal(
      comparisonForms.csv(entries, ['latency']),
      [
        'model,board,figure,value,unit,source,note',
        'a,b,latency,0.0123456,s,counted,no cache',
        '"b,c",b,latency,0.000512,s,counted,no cache',
        'd,b,latency,,s,,untimed',
        '',
      ].join('\r\n'),
    ));

  it('json: every figure, and the failure with its next step', () => {
    const { schema, entries: documents } = JSON.parse(comparisonForms.json(entries)) as {
      schema: string;
      entries: { failure?: unknown; figures: unknown[] }[];
    };
    assert.equal(schema, 'picojoule.compare/1');
    assert.deepEqual(documents[0]?.figures, entries[0]?.figures);
    assert.deepEqual(documents[2]?.failure, { code: 'NOT_QUANTIZED', message: 'weighs reals', remedy: 'Quantise it.' });
  });
});
