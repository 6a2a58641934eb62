import type { CompiledLayer } from '../compile/compiled-model.ts';
import { elements } from '../model/shapes.ts';
import { type CostTerm, termCounts } from './cost-terms.ts';
import { costs } from './costs.gen.ts';
import { noteOf } from './kernels.ts';

/** What a kernel's instructions are made of, fitted to counts of random layers by tools/gen-costs.ts. */
export interface KernelCost {
  /** Instructions for each of the kernel's terms. */
  readonly perTerm: readonly number[];
  /** Least and greatest ratio of counted to fitted instructions among these layers. */
  readonly low: number;
  readonly high: number;
}

/** What instructions are spent on. */
type Part = 'products' | 'outputs' | 'moving';
type Shares = Readonly<Record<Exclude<Part, 'products'>, number>> & { readonly products?: number };

const partOf: Readonly<Record<CostTerm, Part>> = {
  mac: 'products',
  'odd mac': 'products',
  output: 'outputs',
  'odd output': 'outputs',
  channel: 'outputs',
  layer: 'moving',
  window: 'moving',
  gathered: 'moving',
  widened: 'moving',
  row: 'moving',
  input: 'moving',
  listed: 'moving',
  column: 'moving',
  'packed output': 'outputs',
  's8 output': 'outputs',
  'real output': 'outputs',
};

/** What a layer may be expected to take, and why. */
export interface Explanation {
  /** What the inner loop computes at a time. */
  readonly tile: string;
  /** Instructions: modelled from the layer's shape. */
  readonly expected: { readonly low: number; readonly high: number };
  /**
   * Of the expected instructions, 0 .. 1: multiplying, making outputs of sums, fetching inputs. Without the first, products are
   * part of the outputs, which have a fixed number of them; absent for kernels that do not multiply.
   */
  readonly shares?: Shares;
  /** What keeps it from the speed of the inner loop; absent where nothing much does. */
  readonly slow?: string;
}

/** Undefined for a kernel without figures, one that has no instructions to explain. */
export const explain = (layer: CompiledLayer, target: keyof typeof costs): Explanation | undefined => {
  const note = noteOf(layer.kernel);
  const cost = costs[target][layer.kernel];
  if (!cost) return undefined;
  const spent = termCounts(layer, note.terms).map((count, at) => count * (cost.perTerm[at] ?? 0));
  const total = spent.reduce((sum, instructions) => sum + instructions, 0);
  const share = (part: Part): number =>
    spent.reduce((sum, value, at) => sum + (partOf[note.terms[at] as CostTerm] === part ? value : 0), 0) / total;
  const hasProducts = note.terms.includes('mac');
  const shares: Shares = {
    ...(hasProducts && { products: share('products') }),
    ...{ outputs: share('outputs'), moving: share('moving') },
  };
  const slow = slowness(layer, shares);
  return {
    tile: note.tile,
    expected: { low: total * cost.low, high: total * cost.high },
    ...(layer.macs > 0 && { shares }),
    ...(slow !== undefined && { slow }),
  };
};

/** From this share on, something else than products is what a layer's time goes to. */
const MUCH = 0.4;

const slowness = ({ macs, outputs: [output] }: CompiledLayer, shares: Shares): string | undefined => {
  if (macs === 0) return undefined;
  const shape = output?.shape ?? [];
  const depth = macs / elements(shape);
  const channels = shape.at(-1) ?? 1;
  if (shares.moving >= MUCH && shares.products !== undefined)
    return `${channels} ${channels === 1 ? 'filter shares' : 'filters share'} the fetching of each window`;
  if (shares.moving >= MUCH) return 'few outputs share what is fetched for a channel';
  if (shares.products !== undefined && shares.outputs >= MUCH)
    return `an output is rescaled after ${depth} ${depth === 1 ? 'product' : 'products'}`;
  return undefined;
};
