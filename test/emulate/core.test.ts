import assert from 'node:assert/strict';
import { RP2040 } from 'rp2040js';
import { decodeTable } from '../../host/emulate/core/decode.ts';
import { Interpreter, Op } from '../../host/emulate/core/interpreter.ts';
import { boardWith } from '../support/thumb.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const noBus = {
  load: () => assert.fail('load outside RAM'),
  store: () => assert.fail('store outside RAM'),
};
const RAM = 0x2000_0000;
const CODE = 0x2000_1000;

/** xorshift32 */
const randomFrom = (seed: number) => () => {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return seed >>> 0;
};

const ourMcu = new RP2040();
ourMcu.logger = quiet;
const ours = new Interpreter(ourMcu.core, noBus, decodeTable, ourMcu.sram, ourMcu.flash.subarray(0, 2 << 20));

/** Executes one instruction on our interpreter with the given state; flags as NZCV. */
const step = (opcodes: readonly number[], registers: readonly number[], carry = false) => {
  const { core, sram } = ourMcu;
  new Uint16Array(sram.buffer, CODE - RAM).set(opcodes);
  core.registers.set(registers);
  core.N = core.Z = core.V = false;
  core.C = carry;
  ours.pc = CODE;
  const before = ours.cycles;
  ours.burst(before + 1);
  return { flags: [core.N, core.Z, core.C, core.V], r: core.registers, cycles: ours.cycles - before };
};

describe('emulated Cortex-M0+', () => {
  // Where the package is wrong: listed in the header of each group below, and tested against the architecture there.
  const flagFaults = new Set<number>([Op.ADC, Op.SBC, Op.LSL_REG, Op.LSR_REG, Op.ASR_REG, Op.ROR]);

  it('agrees with the package on every data-processing encoding (seed 20261124)', () => {
    const random = randomFrom(20261124);
    const peer = new RP2040();
    peer.logger = quiet;
    const edges = [0, 1, 31, 32, 33, 255, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x8000];
    const pick = () => (random() & 1 ? random() : (edges[random() % edges.length] ?? 0));
    let compared = 0;
    for (let opcode = 0; opcode < 0x1_0000; opcode++) {
      const op = decodeTable[opcode] ?? 0;
      const isData = op >= Op.MOVS_REG && op <= Op.REVSH && op !== Op.BX && op !== Op.BLX;
      const isBranch = op >= Op.B && op <= Op.BLE;
      const writesPc = (opcode & 0xfc87) === 0x4487 || (opcode & 0xff00) === 0x4500;
      if (!(isData || isBranch) || writesPc) continue;
      const registers = Array.from({ length: 16 }, pick);
      registers[13] = RAM + 0x8000;
      const carry = (random() & 1) === 1;
      const mine = step([opcode], registers, carry);
      new Uint16Array(peer.sram.buffer, CODE - RAM).set([opcode]);
      peer.core.registers.set(registers);
      peer.core.N = peer.core.Z = peer.core.V = false;
      peer.core.C = carry;
      peer.core.PC = CODE;
      const cycles = peer.core.executeInstruction();
      const name = `${opcode.toString(16)} ${Op[op]}`;
      assert.deepEqual([...mine.r.subarray(0, 15)], [...peer.core.registers.subarray(0, 15)], name);
      assert.equal(ours.pc, peer.core.PC & ~1, name);
      assert.equal(mine.cycles, cycles, name);
      if (!flagFaults.has(op)) {
        assert.deepEqual(mine.flags, [peer.core.N, peer.core.Z, peer.core.C, peer.core.V], name);
      }
      compared++;
    }
    assert.ok(compared > 28_000, `${compared} encodings`);
  });

  const [R0_R1_ADC, R0_R1_SBC] = [0x4148, 0x4188];
  it('adcs and sbcs set C and V of the 33-bit sum (seed 7)', () => {
    const random = randomFrom(7);
    const edges = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x7fff_fffe];
    for (let round = 0; round < 4000; round++) {
      const [x, y] = [random, random].map((r) => (r() & 1 ? r() : (edges[r() % edges.length] ?? 0))) as [
        number,
        number,
      ];
      const carry = (random() & 1) === 1;
      for (const [opcode, operand] of [
        [R0_R1_ADC, BigInt(y)],
        [R0_R1_SBC, BigInt(~y >>> 0)],
      ] as const) {
        const sum = BigInt(x) + operand + (carry ? 1n : 0n);
        const signed = BigInt.asIntN(32, BigInt(x)) + BigInt.asIntN(32, operand) + (carry ? 1n : 0n);
        const result = BigInt.asUintN(32, sum);
        assert.deepEqual(
          step([opcode], [x, y], carry).flags,
          [result >> 31n === 1n, result === 0n, sum !== result, signed !== BigInt.asIntN(32, sum)],
          `${opcode.toString(16)} ${x} ${y} ${carry}`,
        );
      }
    }
  });

  // [name, opcode on r0 by r1, operand, shift, carry out for carry in 0 and 1]
  for (const [name, opcode, x, shift, without, withCarry] of [
    ['lsls by 0 keeps C', 0x4088, 0xffff_ffff, 0, false, true],
    ['lsrs by 0 keeps C', 0x40c8, 0xffff_ffff, 0, false, true],
    ['asrs by 0 keeps C', 0x4108, 0xffff_ffff, 0, false, true],
    ['rors by 0 keeps C', 0x41c8, 0xffff_ffff, 0, false, true],
    ['lsls by 32 gives bit 0', 0x4088, 1, 32, true, true],
    ['lsls by 33 clears C', 0x4088, 3, 33, false, false],
    ['lsrs by 32 gives bit 31', 0x40c8, 0x8000_0000, 32, true, true],
    ['lsrs by 33 clears C', 0x40c8, 0xffff_ffff, 33, false, false],
    ['asrs by 40 gives the sign', 0x4108, 0x8000_0000, 40, true, true],
    ['rors by 32 gives bit 31', 0x41c8, 0x8000_0000, 32, true, true],
  ] as const) {
    it(name, () => {
      assert.equal(step([opcode], [x, shift], false).flags[2], without);
      assert.equal(step([opcode], [x, shift], true).flags[2], withCarry);
    });
  }

  it('push with lr takes 1 + N cycles, pop with pc 3 + N', () => {
    const registers = new Array<number>(16).fill(0);
    registers[13] = RAM + 0x8000;
    registers[14] = CODE + 9;
    assert.equal(step([0xb510], registers).cycles, 3);
    registers[13] = RAM + 0x7ff8;
    assert.equal(step([0xbd10], registers).cycles, 5);
    assert.equal(ours.pc, CODE + 8);
  });

  describe('faults stop the board once, by name', () => {
    for (const [name, code, pattern] of [
      ['an encoding of later cores (cbz)', [0xb100], /illegal instruction 0x0000_b100 at 0x1000_0200/],
      ['32-bit Thumb-2', [0xea4f, 0x0000], /illegal instruction/],
      ['a read below the RAM', [0x2000, 0x6800], /unmapped read 0x0000_0000 at 0x1000_0202/],
      ['a write to nowhere', [0x2003, 0x0700, 0x6000], /unmapped write 0x3000_0000/],
      ['a write to flash', [0x2001, 0x0700, 0x6000], /flash write 0x1000_0000/],
      ['a halfword write to flash', [0x2001, 0x0740, 0x0840, 0x8000], /flash write 0x1000_0000/],
      ['a byte write to flash', [0x2001, 0x0740, 0x0840, 0x7000], /flash write 0x1000_0000/],
      ['an unaligned halfword read', [0x2001, 0x0740, 0x3001, 0x8800], /unaligned read 0x2000_0001/],
      ['an unaligned word write', [0x2001, 0x0740, 0x3002, 0x6000], /unaligned write 0x2000_0002/],
      ['an unaligned read of flash', [0x2001, 0x0740, 0x0840, 0x3001, 0x8800], /unaligned read 0x1000_0001/],
      ['an unaligned write to a peripheral', [0x2001, 0x0780, 0x3002, 0x6000], /unaligned write 0x4000_0002/],
      ['an unaligned word read', [0x2001, 0x0740, 0x3002, 0x6800], /unaligned read 0x2000_0002/],
      ['an unaligned halfword write', [0x2001, 0x0740, 0x3001, 0x8000], /unaligned write 0x2000_0001/],
      ['a branch without the Thumb bit', [0x2002, 0x4700], /branch to ARM state/],
      ['a jump to nowhere', [0x2003, 0x0700, 0x3001, 0x4700], /unmapped fetch 0x3000_0000/],
      ['a breakpoint', [0xbe2a], /breakpoint 0x0000_002a/],
    ] as const) {
      it(name, () => {
        let told = 0;
        const pico = boardWith(code, { onFault: () => told++ });
        assert.equal(pico.run(1000), false);
        assert.equal(pico.fault?.code, 'EMULATOR_FAULT');
        assert.match(pico.fault?.message ?? '', pattern);
        assert.equal(pico.run(1000), false);
        assert.equal(told, 1);
      });
    }
  });
});
