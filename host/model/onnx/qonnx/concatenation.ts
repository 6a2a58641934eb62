import { damaged } from '../../errors.ts';
import { joinedShape } from '../concatenation.ts';
import { constantOf } from '../constant.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Cell, Stored } from '../values.ts';
import { type Counted, type Meaning, meaningOf, once } from './counted.ts';
import { onCodes } from './levels.ts';

const CODE_BITS = 8;

/** Whether whole numbers of a range stand for the same. */
const alike = (a: Meaning, b: Meaning, { least, most, isCode }: Range): boolean => {
  if (a.of === b.of) return true;
  if (!isCode) return false;
  return Array.from({ length: most - least + 1 }, (_, at) => least + at).every((code) => a.of(code) === b.of(code));
};

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isCode: boolean;
}

const meaningsOf = (parts: readonly Counted[], axis: number, range: Range): Pick<Counted, 'meanings' | 'axis'> => {
  const [first] = parts as [Counted];
  const isShared = parts.every(
    ({ meanings, axis: own }) =>
      meanings.length === first.meanings.length &&
      (meanings.length === 1 || (own === first.axis && own !== axis)) &&
      meanings.every((meaning, slice) => alike(meaning, meaningOf(first, slice), range)),
  );
  if (isShared) return { meanings: first.meanings, axis: first.axis };
  if (parts.some((part) => part.meanings.length > 1 && part.axis !== axis))
    throw new Refusal(`values whose scales differ along another axis than ${axis}: put a Quant of one scale before it`);
  const meanings = parts.flatMap((part) =>
    Array.from({ length: part.shape[axis] as number }, (_, slice) => meaningOf(part, slice)),
  );
  return { meanings, axis };
};

/** The same codes with the quantisation noted that all parts are to have. */
const noted = ({ builder, node }: Context, part: Stored, cell: Cell, { least, most }: Range): Stored => {
  const [own, common] = [part.cell.affine, cell.affine];
  if (part.dtype !== 'int8' || (own?.scale === common?.scale && own?.zeroPoint === common?.zeroPoint)) return part;
  const [, ...thresholds] = Array.from({ length: Math.max(2, most - least + 1) }, (_, at) => least + at);
  const quantization = common && { scales: [Math.fround(common.scale)], zeroPoints: [common.zeroPoint], axis: 0 };
  return onCodes(builder, part, false, (source) => {
    const result = builder.stored(`${node.output[0]}_part`, 'int8', source.shape, cell, source.order);
    const inputs = [
      source.id,
      builder.constant('thresholds', constantOf('int32', [1, thresholds.length], thresholds)),
      builder.constant('levels', constantOf('int8', [1, thresholds.length + 1], [least, ...thresholds]), quantization),
    ];
    builder.emit('QonnxLevels', inputs, [result.id], { axis: 0 });
    return result;
  });
};

/** Values behind one another: their whole numbers, which may stand for something else in each slice. */
export const concatenation = (context: Context, parts: readonly Counted[], axis: number): Counted => {
  const { builder, node } = context;
  const [first] = parts as [Counted];
  const kindOf = ({ isReal, bits }: Counted) => (isReal ? 'real' : bits <= CODE_BITS ? 'code' : 'sum');
  if (parts.some(({ pool }) => pool)) throw new Refusal('the greatest of what is not quantised: put a Quant before it');
  if (parts.some((part) => kindOf(part) !== kindOf(first)))
    throw new Refusal('values of which some are quantised and some are not: put a Quant before it');
  const [least, most] = [Math.min(...parts.map((part) => part.least)), Math.max(...parts.map((part) => part.most))];
  const range = { least, most, isCode: kindOf(first) === 'code' };
  const shape = joinedShape(
    parts.map((part) => part.shape),
    axis,
  );
  const codes = once(() =>
    builder.during(node, () => {
      const stored = parts.map((part) => builder.placed(part.codes()));
      const [{ order, dtype, cell }] = stored as [Stored];
      if (stored.some((one) => one.dtype !== dtype)) throw damaged('values of several types joined');
      const ids = stored.map((one) => builder.arranged(noted(context, one, cell, range), order).id);
      const y = builder.stored(node.output[0] ?? '', dtype, shape, cell, order);
      builder.emit('CONCATENATION', ids, [y.id], { axis: order.indexOf(axis), activation: 'none' });
      return y;
    }),
  );
  return {
    ...{ kind: 'counted', shape, codes, isReal: first.isReal, least, most },
    ...(parts.every(({ isSigns }) => isSigns) && { isSigns: true }),
    bits: Math.max(...parts.map(({ bits }) => bits)),
    ...meaningsOf(parts, axis, range),
  };
};
