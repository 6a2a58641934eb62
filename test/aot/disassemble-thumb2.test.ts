import assert from 'node:assert/strict';
import { Assembler } from '../../host/aot/targets/thumb2/assembler.ts';
import { thumb2Disassembler } from '../../host/aot/targets/thumb2/disassemble.ts';
import { encodeRow } from '../../host/aot/targets/thumb2/encode-instruction.ts';
import * as encodings from '../../host/aot/targets/thumb2/encodings.ts';
import { rowFinder, wideRows } from '../../host/emulate/armv7em/decode.ts';
import { narrowRows } from '../../host/emulate/armv7em/encodings-narrow.ts';
import { Op } from '../../host/emulate/armv7em/interpreter.ts';
import { InItBlock } from '../../host/emulate/armv7em/operands.ts';
import type { Row } from '../../host/emulate/armv7em/rows.ts';
import { asObjdump, fromObjdump, hasObjdump, objdump } from '../support/objdump.ts';
import { Random } from '../support/random.ts';

const SEED = 1;
const CASES = 40;
const BLOCKS = 2000;
/** Draws that may fall on UNPREDICTABLE operands before a row is given up. */
const DRAWS = 200;
const AT = 0x1000_0000;

const allRows: readonly (readonly [row: Row, isWide: boolean])[] = [
  ...narrowRows.map((row) => [row, false] as const),
  ...wideRows.map((row) => [row, true] as const),
];
const find = rowFinder(wideRows);

/** Halfwords of a random instruction of a row, if the core defines one that may stand in the given place. */
const draw = (random: Random, at: (typeof allRows)[number], address: number, isInIt: boolean): number[] => {
  const [row, isWide] = at;
  const [mask, value, , form] = row;
  for (let count = 0; count < DRAWS; count++) {
    const bits = (value | (random.next() & ~mask)) >>> 0;
    const halves = isWide ? [bits >>> 16, bits & 0xffff] : [bits & 0xffff];
    const decoded = form(isWide ? bits : bits & 0xffff, address);
    const isAllowed = decoded && (!isInIt || (decoded.it ?? InItBlock.ANYWHERE) === InItBlock.ANYWHERE);
    if (isAllowed && find(halves[0] as number, halves[1] ?? 0) === row) return halves;
  }
  return [];
};

const disassemble = (code: readonly number[]): string[] => {
  const one = thumb2Disassembler();
  const texts: string[] = [];
  for (let at = 0; at < code.length; ) {
    const { text, bytes } = one(code[at] as number, code[at + 1] ?? 0, AT + 2 * at, () => undefined);
    texts.push(text);
    at += bytes / 2;
  }
  return texts;
};

const compareWithObjdump = (code: readonly number[]): void => {
  const theirs = objdump(new Uint8Array(Uint16Array.from(code).buffer), AT).map(fromObjdump);
  const ours = disassemble(code).map(asObjdump);
  assert.equal(ours.length, theirs.length);
  const different = ours.flatMap((text, at) => (text === theirs[at] ? [] : [`${text} | ${theirs[at]}`]));
  assert.equal(different.length, 0, `${different.length} differences:\n${different.slice(0, 20).join('\n')}`);
};

/** What the encoder makes of an operation, as text. */
const roundTrip = (op: string, d: readonly number[], uses: readonly number[], rest: object = {}): string => {
  const asm = new Assembler();
  const [first = 0, second = 0] = d;
  const inst = { op, defs: [...d], uses: [...uses], ...rest };
  assert.ok(encodeRow(asm, { op, d: first, d2: second, uses, inst, flags: 'keep' }), op);
  return disassemble([...new Uint16Array(asm.assemble().bytes.buffer)])[0] as string;
};

const general = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14];
const nameOf = (register: number): string => (register === 14 ? 'lr' : `r${register}`);

describe('Thumb-2 disassembler', () => {
  describe(`gives back what the encoder was asked for, seed ${SEED}`, () => {
    const random = new Random(SEED);
    /** `count` different registers, and their names. */
    const registers = (count: number): [number[], string[]] => {
      const drawn: number[] = [];
      while (drawn.length < count) {
        const next = random.pick(general);
        if (!drawn.includes(next)) drawn.push(next);
      }
      return [drawn, drawn.map(nameOf)];
    };
    const check = (table: object, count: number, expected: (op: string, names: string[]) => string, results = 1) => {
      for (const op of Object.keys(table))
        it(op, () => {
          for (let at = 0; at < CASES; at++) {
            const [drawn, names] = registers(count);
            const text = roundTrip(op, drawn.slice(0, results), drawn.slice(results));
            assert.equal(text, expected(op, names));
          }
        });
    };
    const inOrder = (op: string, names: readonly string[]): string => `${op} ${names.join(', ')}`;
    check(encodings.threeRegisters, 3, inOrder);
    check(encodings.shiftsByRegister, 3, inOrder);
    check(encodings.accumulatingExtensions, 3, inOrder);
    check(encodings.packs, 3, (op, [d, n, m]) => `pkhbt ${op === 'pkhbt' ? `${d}, ${n}, ${m}` : `${d}, ${m}, ${n}`}`);
    check(encodings.multiplyAccumulates, 4, inOrder);
    check(encodings.extensions, 2, inOrder);
    check(encodings.unary, 2, inOrder);
    check(encodings.longMultiplies, 4, inOrder, 2);
    for (const op of Object.keys(encodings.shiftedRegister))
      it(`${op} with a shifted register`, () => {
        const isTest = ['tst', 'cmn', 'cmp'].includes(op);
        for (let at = 0; at < CASES; at++) {
          const results = isTest ? 0 : 1;
          const [drawn, names] = registers(op === 'mvn' || isTest ? 2 : 3);
          const shift = { by: random.pick(['lsl', 'lsr', 'asr', 'ror'] as const), amount: 1 + random.below(31) };
          const text = roundTrip(op, drawn.slice(0, results), drawn.slice(results), { shift });
          assert.equal(text, `${op} ${names.join(', ')}, ${shift.by} #${shift.amount}`);
        }
      });
    for (const op of Object.keys(encodings.withImmediate).filter((name) => name !== 'mov' && name !== 'mvn'))
      it(`${op} with an immediate`, () => {
        const isTest = ['tst', 'cmn', 'cmp'].includes(op);
        for (let at = 0; at < CASES; at++) {
          const [drawn, names] = registers(isTest ? 1 : 2);
          const imm = (0x80 | random.below(128)) << random.below(24);
          const text = roundTrip(op, isTest ? [] : drawn.slice(0, 1), drawn.slice(-1), { imm });
          const shown = imm >>> 0 > 0xffff ? `0x${(imm >>> 0).toString(16)}` : `${imm}`;
          assert.equal(text, `${op} ${names.join(', ')}, #${shown}`);
        }
      });
    for (const op of Object.keys(encodings.memory))
      it(op, () => {
        const isStore = op.startsWith('st');
        const one = (count: number, rest: object, expected: (names: string[]) => string, name = op) => {
          const [drawn, names] = registers(count);
          const text = roundTrip(name, isStore ? [] : drawn.slice(0, 1), isStore ? drawn : drawn.slice(1), rest);
          assert.equal(text, expected(names));
        };
        for (let at = 0; at < CASES; at++) {
          const [far, back, amount] = [random.below(4096), -1 - random.below(255), 1 + random.below(3)];
          one(2, { imm: far }, ([t, n]) => `${op} ${t}, [${n}, #${far}]`);
          one(2, { imm: back }, ([t, n]) => `${op} ${t}, [${n}, #${back}]`);
          one(2, { imm: back }, ([t, n]) => `${op} ${t}, [${n}], #${back}`, `${op}_post`);
          one(3, {}, ([t, n, m]) => `${op} ${t}, [${n}, ${m}]`);
          const shift = { by: 'lsl', amount };
          one(3, { shift }, ([t, n, m]) => `${op} ${t}, [${n}, ${m}, lsl #${amount}]`);
        }
      });
  });

  it('knows every encoding that the emulated core knows', () => {
    const random = new Random(SEED);
    const unknown = allRows.flatMap((at) => {
      const [text] = disassemble(draw(random, at, AT, false));
      return text?.startsWith('.inst') ? [Op[at[0][2]]] : [];
    });
    assert.deepEqual(unknown, []);
  });

  it('agrees with GNU objdump on random operands of every encoding', function () {
    if (!hasObjdump) this.skip();
    const random = new Random(SEED);
    const code: number[] = [];
    for (const at of allRows)
      for (let count = 0; count < CASES; count++)
        if (at[0][2] !== Op.IT) code.push(...draw(random, at, AT + 2 * code.length, false));
    compareWithObjdump(code);
  });

  it('agrees with GNU objdump on random IT blocks', function () {
    if (!hasObjdump) this.skip();
    const random = new Random(SEED);
    const code: number[] = [];
    for (let block = 0; block < BLOCKS; block++) {
      const mask = 1 + random.below(15);
      code.push(0xbf00 | (random.below(14) << 4) | mask);
      for (let left = 4 - Math.log2(mask & -mask); left > 0; ) {
        const halves = draw(random, random.pick(allRows), AT + 2 * code.length, true);
        code.push(...halves);
        if (halves.length > 0) left--;
      }
    }
    compareWithObjdump(code);
  });
});
