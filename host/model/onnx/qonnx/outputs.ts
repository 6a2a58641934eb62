import { constantOf } from '../constant.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import type { Stored } from '../values.ts';
import type { Counted } from './counted.ts';
import { onCodes } from './levels.ts';

/** A value as real numbers: a quantiser's levels, or points of a line. */
export const realStored = (
  builder: GraphBuilder,
  name: string,
  { codes, real, signSums, meanings, axis, pool, ...rest }: Counted,
): Stored => {
  if (real) return real();
  if (pool)
    return pool.ofReals(
      realStored(builder, name, {
        ...{ ...rest, codes, meanings, shape: pool.shape, axis: pool.isMoved ? pool.axis : axis },
        ...(signSums && { signSums }),
      }),
    );
  const lines = meanings.flatMap(({ line: { factor, offset, low, high } }) => [factor, offset, low, high]);
  return onCodes(builder, signSums ? signSums.reals() : codes(), meanings.length > 1, (source) => {
    const result = builder.stored(`${name}_real`, 'float32', source.shape, {}, source.order);
    const constant = builder.constant(`${name}_lines`, constantOf('float64', [meanings.length, 4], lines));
    builder.emit('QonnxReal', [source.id, constant], [result.id], {
      axis: meanings.length > 1 ? source.order.indexOf(axis) : 0,
    });
    return result;
  });
};
