import { Attributes } from '../attributes.ts';
import type { Context } from '../operator.ts';
import { maxPool as pooled } from '../pooling.ts';
import { Refusal } from '../refusal.ts';
import type { Stored } from '../values.ts';
import { fromImage, paddingRule, windowOf } from '../windows.ts';
import { type Counted, once } from './counted.ts';
import { countedAt } from './inputs.ts';
import { unpacked } from './signs.ts';

/** The greatest code stands for the greatest number, where numbers rise with codes. */
export const maxPool = (context: Context): Counted => {
  const { real: _, signs, signSums: __, ...x } = countedAt(context, 0);
  if (x.meanings.some(({ line }) => line.factor < 0))
    throw new Refusal('numbers that fall as their codes rise: put a quantiser before it');
  const words = signs && pooledSigns(context, x.shape, signs);
  if (words) return { ...x, ...words };
  const codes = x.codes();
  if (codes.dtype === 'int32') throw new Refusal('sums that are not quantised yet: put the pool behind the quantiser');
  const result = pooled(context, codes);
  return { ...x, shape: result.shape, codes: () => result };
};

/** Of words of signs; undefined for windows that TFLite has no rule for. */
const pooledSigns = (
  { attributes, builder, node }: Context,
  shape: readonly number[],
  signs: () => Stored,
): Pick<Counted, 'shape' | 'codes' | 'signs'> | undefined => {
  if (shape.length !== 4 || node.output.length > 1) return undefined;
  const window = windowOf(new Attributes(node), shape);
  const [n = 1, channels = 1, h = 1, w = 1] = shape;
  const padding = paddingRule(window, [h, w]);
  if (!padding || window.dilation.some((step) => step !== 1)) return undefined;
  attributes.ignore('kernel_shape', 'strides', 'dilations', 'pads', 'auto_pad', 'ceil_mode', 'storage_order');
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
    shape: [n, channels, ...window.output],
    signs: pooledWords,
    codes: once(() =>
      builder.during(node, () => fromImage(builder, unpacked(builder, name, pooledWords(), channels), 4)),
    ),
  };
};
