import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';

const [X, CONDITION] = [0, 1];
const get = (index: number) => op('local.get', index);
const i32 = (value: number) => constant('i32', value);
const select = op('select');
const negated = [i32(-1), get(X), op('i32.xor')];
const shifted = [get(X), i32(3), op('i32.shr_s'), i32(77), op('i32.add')];

/** Results of selections with operands that are computed for them alone. */
const bodies: Readonly<Record<string, Code>> = {
  first: [negated, get(X), get(CONDITION), select],
  second: [get(X), shifted, get(CONDITION), select],
  both: [negated, shifted, get(CONDITION), select],
  'one in another': [[negated, i32(5), get(X), select], shifted, get(CONDITION), i32(7), op('i32.gt_s'), select],
  'one after another': [
    [negated, i32(5), get(CONDITION), select, op('local.set', X)],
    [shifted, get(X), get(CONDITION), op('i32.eqz'), select],
  ],
  'the last use of an argument': [shifted, i32(0), get(CONDITION), i32(2), op('i32.lt_u'), select],
};

describe('selections with one operand of their own', () => {
  before(loadSupport);

  for (const [title, body] of Object.entries(bodies))
    it(title, () => {
      const spec: FunctionSpec = { name: 'f', params: ['i32', 'i32'], results: ['i32'], body };
      const calls = [0, 1, -1, 100, -0x8000_0000].flatMap((x) => [0, 1, 2, -9, 8].map((c): Call => ['f', x, c]));
      checkModule({ functions: [spec] }, ...calls);
    });
});
