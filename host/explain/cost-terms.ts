import type { CompiledLayer } from '../compile/compiled-model.ts';
import { elements } from '../model/shapes.ts';
import { signTerms } from './sign-terms.ts';

/** How many windows tiles multiply together; those behind the last whole tile are the odd ones. */
const TILE_WINDOWS = 4;
/** Filters and taps that the smallest tile computes, needed or not. */
const TILE_FILTERS = 2;
const TILE_TAPS = 4;

const upTo = (multiple: number, n: number): number => multiple * Math.ceil(n / multiple);

/** Of one layer: how often each thing that costs instructions happens. */
const quantities = ({ macs, inputShape, outputs: [output] }: CompiledLayer) => {
  const shape = output?.shape ?? [];
  const values = elements(shape);
  const channels = shape.at(-1) ?? 1;
  const windows = values / channels;
  const depth = macs / values;
  const whole = TILE_WINDOWS * Math.floor(windows / TILE_WINDOWS);
  const perWindow = upTo(TILE_FILTERS, channels) * upTo(TILE_TAPS, depth);
  const isPointwise = depth === inputShape.at(-1);
  return {
    layer: 1,
    channel: channels,
    row: channels * (inputShape.at(-3) ?? 1),
    window: windows,
    gathered: isPointwise ? 0 : windows * depth,
    widened: isPointwise ? windows * depth : 0,
    input: elements(inputShape),
    output: whole * channels,
    'odd output': (windows - whole) * channels,
    mac: whole * perWindow,
    'odd mac': (windows - whole) * perWindow,
  };
};

export type CostTerm = keyof ReturnType<typeof quantities> | keyof ReturnType<typeof signTerms>;

/** The terms of a kernel that has no windows: outputs and MACs are all alike. */
const plain = (layer: CompiledLayer) => ({ output: elements(layer.outputs[0]?.shape ?? []), mac: layer.macs });

/** What of a layer each term counts. */
export const termCounts = (layer: CompiledLayer, terms: readonly CostTerm[]): number[] => {
  const own = layer.kind === 'LceBconv2d' ? signTerms(layer) : terms.includes('odd output') ? {} : plain(layer);
  const counts: Partial<Record<CostTerm, number>> = { ...quantities(layer), ...own };
  return terms.map((term) => counts[term] ?? 0);
};
