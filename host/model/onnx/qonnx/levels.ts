import { damaged, tooLarge } from '../../errors.ts';
import { constantOf } from '../constant.ts';
import { rowMajor } from '../layout.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Cell, Stored } from '../values.ts';
import { type Counted, type Meaning, meaningOf, once } from './counted.ts';
import type { Quantizer, Quantizers } from './quantizers.ts';
import { ordinalOf } from './real-order.ts';
import { type Steps, stepsOf } from './steps.ts';

const CODE_BITS = 8;
const CODES = 2 ** CODE_BITS;
/** With -0 besides 0. */
const REAL_LEVELS = CODES + 1;
const NEVER = 2 ** 31 - 1;
const MOST_THRESHOLDS = 2 ** 20;

const rows = (
  x: Counted,
  quantizers: readonly Quantizer[],
  of: (quantizer: Quantizer, value: number) => number,
  limit: number,
) => {
  const count = Math.max(x.meanings.length, quantizers.length);
  return Array.from({ length: count }, (_, slice): Steps => {
    const quantizer = quantizers[quantizers.length === 1 ? 0 : slice] as Quantizer;
    const meaning = meaningOf(x, slice);
    const steps = stepsOf((value) => of(quantizer, meaning.of(value)), x.least, x.most, limit);
    if (!steps) throw new Refusal(`more than ${CODES} levels: 8 bits are the most`);
    return steps;
  });
};

/** As many thresholds in each row; those that are added are never reached. */
const emit = (
  { builder, node }: Context,
  x: Counted,
  axis: number,
  steps: readonly Steps[],
  dtype: 'int8' | 'float32',
  cell: Cell,
): Stored => {
  const [first] = steps as [Steps];
  const most = Math.max(1, ...steps.map(({ thresholds }) => thresholds.length));
  if (steps.length * most > MOST_THRESHOLDS) throw tooLarge(`${steps.length} × ${most} thresholds`);
  const full = steps.flatMap(({ thresholds }) => [
    ...thresholds,
    ...Array<number>(most - thresholds.length).fill(NEVER),
  ]);
  const levels = steps.flatMap((row) => [
    ...row.levels,
    ...Array<number>(most + 1 - row.levels.length).fill(row.levels.at(-1) ?? first.levels[0] ?? 0),
  ]);
  const name = node.output[0] ?? '';
  const { signSums } = x;
  const bounds = signSums ? full.map((threshold) => (threshold === NEVER ? NEVER : ordinalOf(threshold))) : full;
  return onCodes(builder, signSums ? signSums.reals() : x.codes(), steps.length > 1, (source) => {
    const result = builder.stored(name, dtype, source.shape, cell, source.order);
    const inputs = [
      source.id,
      builder.constant(`${name}_thresholds`, constantOf('int32', [steps.length, most], bounds)),
      builder.constant(`${name}_levels`, constantOf(dtype, [steps.length, most + 1], levels), quantizationOf(cell)),
    ];
    builder.emit('QonnxLevels', inputs, [result.id], { axis: steps.length > 1 ? source.order.indexOf(axis) : 0 });
    return result;
  });
};

const quantizationOf = ({ affine }: Cell) =>
  affine && { scales: [Math.fround(affine.scale)], zeroPoints: [affine.zeroPoint], axis: 0 };

/** Element by element: a reshape that was put off stays so unless slices must be told apart. */
export const onCodes = (
  builder: Context['builder'],
  codes: Stored,
  hasSlices: boolean,
  make: (source: Stored) => Stored,
): Stored => {
  if (!codes.reshapes || hasSlices) return make(builder.placed(codes));
  const made = make(codes.reshapes);
  return { ...made, shape: codes.shape, order: rowMajor(codes.shape.length), reshapes: made };
};

/** The quantisation to note with codes: that of their line where it is one for all; scale 1 where no tensor of int8 may say it. */
const cellOf = (meanings: readonly Meaning[]): Cell => {
  const { factor = 1, offset = 0 } = meanings.length === 1 ? (meanings[0] as Meaning).line : {};
  const zeroPoint = Math.round(-offset / factor) + 0;
  const fits = Math.fround(factor) > 0 && Number.isFinite(Math.fround(factor)) && zeroPoint >= -128 && zeroPoint <= 127;
  return { affine: fits ? { scale: factor, zeroPoint } : { scale: 1, zeroPoint: 0 } };
};

/** One where codes of all slices stand for the same, as behind thresholds of several channels. */
const distinct = (quantizers: readonly Quantizer[]): readonly Quantizer[] => {
  const [first] = quantizers as [Quantizer];
  const { factor, offset } = first.meaning.line;
  return quantizers.every(({ meaning: { line } }) => line.factor === factor && line.offset === offset)
    ? [first]
    : quantizers;
};

/** The value quantised: int8 codes, or real numbers where it is the graph's output. */
export const quantized = (context: Context, x: Counted, quantizers: Quantizers): Counted => {
  const { pool, ...rest } = x;
  if (!pool) return codesOf(context, x, quantizers);
  if (quantizers.list.length > 1 && (pool.isMoved || quantizers.along.axis > 1))
    throw new Refusal('scales that differ along an axis behind a pool: put a Quant before the pool');
  const axis = pool.isMoved ? pool.axis : x.axis;
  return pool.ofCodes(codesOf(context, { ...rest, shape: pool.shape, axis }, quantizers));
};

const codesOf = (context: Context, x: Counted, { list: quantizers, along, bits }: Quantizers): Counted => {
  if (quantizers.length > 1 && x.meanings.length > 1 && x.axis !== along.axis)
    throw new Refusal(`scales along axis ${along.axis} behind constants along axis ${x.axis}`);
  const axis = quantizers.length > 1 ? along.axis : x.axis;
  const steps = rows(x, quantizers, ({ code }, value) => code(value), CODES);
  const codes = steps.flatMap(({ levels }) => levels);
  if (codes.some((code) => !Number.isInteger(code))) throw damaged('a quantiser without finite levels');
  const [least, most] = codes.reduce(([low, high], code) => [Math.min(low, code), Math.max(high, code)] as const, [
    codes[0] as number,
    codes[0] as number,
  ] as const);
  if (most - least >= CODES) throw new Refusal(`codes ${least} to ${most}: 8 bits are the most`);
  const shift = least >= -128 && most <= 127 ? 0 : least + 128;
  const meanings = distinct(quantizers).map(({ meaning: { of, line } }) => ({
    of: (code: number) => of(code + shift),
    line: { ...line, offset: line.offset + line.factor * shift },
  }));
  const stored = steps.map((row) => ({ ...row, levels: row.levels.map((code) => code - shift) }));
  const { builder, node } = context;
  const isSigns = codes.every((code) => Math.abs(code) === 1) && meanings.every(({ line }) => line.offset === 0);
  const { signSums } = x;
  const signs =
    isSigns && signSums && (steps.length === 1 || axis === signSums.axis)
      ? once(() => builder.during(node, () => signSums.signs(steps)))
      : undefined;
  return {
    kind: 'counted',
    shape: x.shape,
    codes: once(() =>
      builder.during(node, () =>
        signs && signSums ? signSums.codes(signs()) : emit(context, x, axis, stored, 'int8', cellOf(meanings)),
      ),
    ),
    ...(isSigns && { isSigns }),
    ...(signs && { signs }),
    real: once(() =>
      builder.during(node, () => {
        const reals = rows(x, quantizers, ({ real }, value) => Math.fround(real(value)), REAL_LEVELS);
        return emit(context, x, axis, reals, 'float32', {});
      }),
    ),
    isReal: false,
    least: least - shift,
    most: most - shift,
    bits: Math.min(bits, CODE_BITS),
    meanings,
    axis: along.axis,
  };
};
