import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';
import { type Opcode, opcodes } from '../support/wasm-opcodes.ts';

const edges32 = [0, 1, 2, 7, 8, 31, 32, 33, 63, 64, 127, 128, 255, 256, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff];
type Integer = 'i32' | 'i64';
const edges: Record<Integer, readonly bigint[]> = {
  i32: [...edges32, ...edges32.map((value) => ~value)].map(BigInt),
  i64: [0, 1, 2, 31, 32, 33, 63, 64, 65, 128, 0x8000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1_0000_0000]
    .flatMap((value) => [BigInt(value), ~BigInt(value)])
    .concat(0x7fff_ffff_ffff_ffffn, -0x8000_0000_0000_0000n, 0x7fff_ffff_0000_0000n, 0x1234_5678_9abc_def0n),
};
/** As the JavaScript interface of WebAssembly takes it. */
const value = (type: Integer, bits: bigint) => (type === 'i32' ? Number(bits) : bits);

const isNumeric = ([, { params, results, immediates }]: [string, Opcode]): boolean =>
  params !== undefined && immediates.length === 0 && ![...params, ...(results ?? [])].some((type) => type[0] === 'f');

describe('every integer instruction gives on every processor what it gives in Node', () => {
  before(loadSupport);

  for (const [name, { params = [], results = [] }] of Object.entries(opcodes).filter(isNumeric)) {
    const [left = 'i32', right] = params as readonly Integer[];
    const [result = 'i32'] = results;
    const instruction = op(name);
    const get = (index: number) => op('local.get', index);
    const calls = (callee: string): Call[] =>
      edges[left].flatMap((a) =>
        right
          ? edges[right].map((b): Call => [callee, value(left, a), value(right, b)])
          : [[callee, value(left, a)] as Call],
      );
    const plain: FunctionSpec = { name: 'f', params, results, body: [params.map((_, at) => get(at)), instruction] };

    it(`${name} of ${params.join(', ')}`, () => {
      checkModule({ functions: [plain] }, ...calls('f'));
    });

    if (right) {
      it(`${name} with a constant on one side`, () => {
        const sides = (b: bigint, at: number): FunctionSpec[] => [
          { name: `right${at}`, params: [left], results, body: [get(0), constant(right, b), instruction] },
          { name: `left${at}`, params: [right], results, body: [constant(left, b), get(0), instruction] },
        ];
        const functions = edges[right].flatMap(sides);
        checkModule(
          { functions },
          ...functions.flatMap((f) => edges[left].map((a): Call => [f.name ?? '', value(left, a)])),
        );
      });
      it(`${name} of constants, and of one value twice`, () => {
        const pairs = edges[left].slice(0, 12).flatMap((a) => edges[right].slice(0, 12).map((b) => [a, b] as const));
        const functions = pairs.map(
          ([a, b], at): FunctionSpec => ({
            name: `c${at}`,
            results,
            body: [constant(left, a), constant(right, b), instruction],
          }),
        );
        checkModule({ functions }, ...functions.map((f): Call => [f.name ?? '']));
        if (left !== right) return;
        const twice: FunctionSpec = { name: 'f', params: [left], results, body: [get(0), get(0), instruction] };
        checkModule({ functions: [twice] }, ...edges[left].map((a): Call => ['f', value(left, a)]));
      });
    }

    if (result !== 'i32') continue;
    it(`${name} as a condition`, () => {
      const operands: Code = [params.map((_, at) => get(at)), instruction];
      const [seven, nine] = [op('i32.const', 7), op('i64.const', 9)];
      const functions: FunctionSpec[] = [
        { body: [operands, op('if', 'i32'), seven, op('else'), op('i32.const', 8), op('end')], results: ['i32'] },
        { body: [seven, op('i32.const', 8), operands, op('select')], results: ['i32'] },
        { body: [nine, op('i64.const', -9), operands, op('select_t', 1, 'i64')], results: ['i64'] },
        { body: [op('block', 'i64'), nine, operands, op('i32.eqz'), op('br_if', 0), op('end')], results: ['i64'] },
        { body: [operands, op('i32.eqz'), op('i32.eqz')], results: ['i32'] },
        {
          body: [operands, op('local.tee', params.length), op('local.get', params.length), op('i32.add')],
          locals: ['i32'],
          results: ['i32'],
        },
      ];
      checkModule(
        { functions: functions.map((f, at) => ({ ...f, name: `f${at}`, params })) },
        ...functions.flatMap((_, at) => calls(`f${at}`)),
      );
    });
  }
});
