import { Attributes } from '../attributes.ts';
import type { Context } from '../operator.ts';
import { maxPool as pooled } from '../pooling.ts';
import { Refusal } from '../refusal.ts';
import type { Stored } from '../values.ts';
import { fromImage, paddingRule, type Window, windowOf } from '../windows.ts';
import { type Counted, once, type Pool } from './counted.ts';
import { countedAt } from './inputs.ts';
import { unpacked } from './signs.ts';

const CODE_BITS = 8;
const WINDOW = ['kernel_shape', 'strides', 'dilations', 'pads', 'auto_pad', 'ceil_mode', 'storage_order'] as const;

/** The greatest code stands for the greatest number, where numbers rise with codes; else a quantiser must come first. */
export const maxPool = (context: Context, kernel?: readonly number[]): Counted => {
  const { attributes, node } = context;
  const { real: _, ...x } = countedAt(context, 0);
  const window = windowOf(new Attributes(node), x.shape, kernel);
  if (window.dilation.some((step) => step !== 1)) throw new Refusal('dilated windows');
  if (attributes.int('storage_order', 0) !== 0 || node.output.length > 1) throw new Refusal('indices of the greatest');
  attributes.ignore(...WINDOW);
  const isOfCodes = x.isReal || x.bits <= CODE_BITS;
  const pool: Pooling = { context, window, kernel };
  const isAlong = x.meanings.length > 1 && x.axis !== 1;
  if (x.pool || isAlong || !isOfCodes || x.meanings.some(({ line }) => line.factor < 0)) return putOff(x, pool);
  return ofCodes(x, pool);
};

const shapeOf = ({ shape }: Counted, { output }: Window): readonly number[] => [
  ...shape.slice(0, 2),
  ...output.slice(4 - shape.length),
];

interface Pooling {
  readonly context: Context;
  readonly window: Window;
  /** Where the node does not say it. */
  readonly kernel: readonly number[] | undefined;
}

const ofStored = ({ context, kernel }: Pooling, codes: Stored): Stored =>
  pooled({ ...context, attributes: new Attributes(context.node) }, codes, kernel);

const ofCodes = (x: Counted, pool: Pooling): Counted => {
  const { context, window } = pool;
  const { builder, node } = context;
  const { real: _, signs, signSums: __, ...rest } = x;
  const words = signs && pooledSigns(context, x.shape, signs, window);
  const codes = once(() => builder.during(node, () => ofStored(pool, x.codes())));
  return { ...rest, shape: shapeOf(x, window), ...(words ?? { codes }) };
};

const putOff = (x: Counted, pooling: Pooling): Counted => {
  const { context, window } = pooling;
  const before: Pool = x.pool ?? { shape: x.shape, axis: x.axis, ofCodes: (codes) => codes, ofReals: (reals) => reals };
  const pool: Pool = {
    ...before,
    ofCodes: (codes) => ofCodes(before.ofCodes(codes), pooling),
    ofReals: (reals) => context.builder.during(context.node, () => ofStored(pooling, before.ofReals(reals))),
  };
  return { ...x, shape: shapeOf(x, window), pool };
};

/** Of words of signs; undefined for windows that TFLite has no rule for. */
const pooledSigns = (
  { builder, node }: Context,
  shape: readonly number[],
  signs: () => Stored,
  window: Window,
): Pick<Counted, 'codes' | 'signs'> | undefined => {
  if (shape.length !== 4) return undefined;
  const [n = 1, channels = 1, h = 1, w = 1] = shape;
  const padding = paddingRule(window, [h, w]);
  if (!padding) return undefined;
  const [name = ''] = node.output;
  const pooledWords = once(() =>
    builder.during(node, () => {
      const source = signs();
      const y = builder.stored(`${name}_packed`, 'int32', [n, ...window.output, source.shape[3] as number], {});
      builder.emit('LceBMaxPool2d', [source.id], [y.id], {
        padding,
        strideH: window.stride[0],
        strideW: window.stride[1],
        filterH: window.kernel[0],
        filterW: window.kernel[1],
      });
      return y;
    }),
  );
  return {
    signs: pooledWords,
    codes: once(() =>
      builder.during(node, () => fromImage(builder, unpacked(builder, name, pooledWords(), channels), 4)),
    ),
  };
};
