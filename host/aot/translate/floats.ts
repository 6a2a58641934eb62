import type { Value } from '../ssa/ir.ts';
import type { ValueType } from '../wasm/module.ts';
import { pushResults } from './calls.ts';
import { checkTruncation } from './sandbox/truncation.ts';
import { type Entry, type Handler, type Handlers, type Translation, words } from './translation.ts';

// Core specification 4.3.3 and 4.3.4: floats are their bits, a word or two. What only touches the sign is done here; the rest
// is called by its name from the software float library, where a target with such instructions may take it over.

const SIGN = -0x8000_0000;

/** The word that has the sign, replaced. */
const withTop = ({ lo, hi }: Entry, change: (top: Value) => Value): Entry =>
  hi ? { lo, hi: change(hi) } : { lo: change(lo) };
const topOf = ({ lo, hi }: Entry): Value => hi ?? lo;

const magnitude = ({ b }: Translation, top: Value): Value => b.value('and', [top, b.constant(~SIGN)]);
const signs = (type: ValueType): Handlers => ({
  [`${type}.abs`]: (t) => {
    t.push(withTop(t.pop(), (top) => magnitude(t, top)));
  },
  [`${type}.neg`]: (t) => {
    t.push(withTop(t.pop(), (top) => t.b.value('xor', [top, t.b.constant(SIGN)])));
  },
  [`${type}.copysign`]: (t) => {
    const sign = t.b.value('and', [topOf(t.pop()), t.b.constant(SIGN)]);
    t.push(withTop(t.pop(), (top) => t.b.value('or', [magnitude(t, top), sign])));
  },
});

const symbolOf = (name: string): string => `float.${name.replace('.', '_')}`;

const callLibrary = (t: Translation, symbol: string, params: readonly ValueType[], result: ValueType): void => {
  const args = t.wordsOf(t.popAll(params), params);
  pushResults(t, t.b.value('call', args, words([result]), symbol), [result]);
};
/** Calls what is named as the instruction is. */
const library =
  (params: readonly ValueType[], result: ValueType): Handler =>
  (t, { name }) =>
    callLibrary(t, symbolOf(name), params, result);
/** Truncation of what has no integer next to it traps: the library does so or, in a sandbox, what would trap is found out before. */
const truncation =
  (from: ValueType, to: ValueType): Handler =>
  (t, { name }) => {
    if (t.sandbox) checkTruncation(t, name);
    callLibrary(t, symbolOf(t.sandbox ? name.replace('trunc', 'trunc_sat') : name), [from], to);
  };

const floatTypes = ['f32', 'f64'] as const;
const integerTypes = ['i32', 'i64'] as const;
const forEach = <T>(items: readonly T[], make: (item: T) => Handlers): Handlers =>
  Object.assign({}, ...items.map(make));
const each = (names: string, handler: Handler, prefix: string): Handlers =>
  Object.fromEntries(names.split(' ').map((name) => [`${prefix}.${name}`, handler]));

const arithmetic = forEach(floatTypes, (type) => ({
  ...signs(type),
  ...each('add sub mul div min max', library([type, type], type), type),
  ...each('ceil floor trunc nearest sqrt', library([type], type), type),
  ...each('eq ne lt gt le ge', library([type, type], 'i32'), type),
}));

const conversions = forEach(floatTypes, (float) =>
  forEach(integerTypes, (integer) => ({
    ...each(`trunc_${float}_s trunc_${float}_u`, truncation(float, integer), integer),
    ...each(`trunc_sat_${float}_s trunc_sat_${float}_u`, library([float], integer), integer),
    ...each(`convert_${integer}_s convert_${integer}_u`, library([integer], float), float),
  })),
);

const keepBits: Handler = () => undefined;

export const floats: Handlers = {
  'f32.const': (t, { operands: [bits = 0] }) => {
    t.pushWord(t.b.constant(bits));
  },
  'f64.const': (t, { bits = 0n }) => {
    t.push(t.constant('f64', bits));
  },
  ...arithmetic,
  ...conversions,
  'f32.demote_f64': library(['f64'], 'f32'),
  'f64.promote_f32': library(['f32'], 'f64'),
  'i32.reinterpret_f32': keepBits,
  'i64.reinterpret_f64': keepBits,
  'f32.reinterpret_i32': keepBits,
  'f64.reinterpret_i64': keepBits,
};
