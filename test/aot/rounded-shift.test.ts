import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';

const [TOTAL, X] = [0, 1];
const get = (index: number) => op('local.get', index);
const i32 = (value: number) => constant('i32', value);
const add = op('i32.add');
const values = [0, 1, -1, 0x7fff, 0x8000, 0x7fff_ffff, -0x8000_0000, 0x1234_5678, -0x1234_5679];
const calls = (name: string): Call[] => values.flatMap((x) => [0, 1, -1, 77].map((total): Call => [name, total, x]));

/** The terms of the sum, and the orders in which compilers leave them. */
const total = get(TOTAL);
const shifted = (shift: string, amount: number) => [get(X), i32(amount), op(shift)];
const bit = (shift: string, amount: number) => [get(X), i32(amount - 1), op(shift), i32(1), op('i32.and')];
const orders: readonly ((a: Code, b: Code, c: Code) => Code)[] = [
  (a, b, c) => [a, b, add, c, add],
  (a, b, c) => [a, b, c, add, add],
  (a, b, c) => [c, b, add, a, add],
  (a, b, c) => [b, a, c, add, add],
  (_, b, c) => [b, c, add],
  (_, b, c) => [c, b, add],
];

const sumOf = (name: string, body: Code): FunctionSpec => ({ name, params: ['i32', 'i32'], results: ['i32'], body });

describe('a right shift that rounds, added to something', () => {
  before(loadSupport);

  it('by every amount, in every order', () => {
    const functions = ['i32.shr_s', 'i32.shr_u'].flatMap((shift) =>
      Array.from({ length: 31 }, (_, at) => at + 1).flatMap((amount) =>
        orders.map((order, at) =>
          sumOf(`${shift} ${amount} ${at}`, order(total, shifted(shift, amount), bit('i32.shr_u', amount))),
        ),
      ),
    );
    checkModule({ functions }, ...functions.flatMap(({ name }) => calls(name as string)));
  });

  it('several in a row', () => {
    const bodies: Code[] = [
      [shifted('i32.shr_s', 5), bit('i32.shr_u', 5), add, shifted('i32.shr_s', 9), add, bit('i32.shr_u', 9), add],
      [
        total,
        shifted('i32.shr_s', 3),
        add,
        bit('i32.shr_u', 3),
        add,
        shifted('i32.shr_u', 9),
        bit('i32.shr_s', 9),
        add,
        add,
      ],
    ];
    const functions = bodies.map((body, at) => sumOf(`f${at}`, body));
    checkModule({ functions }, ...functions.flatMap(({ name }) => calls(name as string)));
  });

  it('and what only looks like one', () => {
    const twice = [shifted('i32.shr_s', 5), op('local.tee', X), total, add, get(X), add, bit('i32.shr_u', 5), add];
    const bodies: Code[] = [
      [total, shifted('i32.shr_s', 5), add, bit('i32.shr_u', 4), add],
      [total, shifted('i32.shr_s', 5), add, get(TOTAL), i32(4), op('i32.shr_u'), i32(1), op('i32.and'), add],
      [total, shifted('i32.shr_s', 5), add, get(X), i32(4), op('i32.shr_u'), i32(3), op('i32.and'), add],
      twice,
    ];
    const functions = bodies.map((body, at) => sumOf(`f${at}`, body));
    checkModule({ functions }, ...functions.flatMap(({ name }) => calls(name as string)));
  });
});
