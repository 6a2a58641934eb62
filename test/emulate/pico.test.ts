import assert from 'node:assert/strict';
import { EmulatedPico } from '../../host/emulate/pico.ts';
import { boardWith, program } from '../support/thumb.ts';

const FLASH = 0x1000_0000;
/** Enables SysTick (reload 999, interrupt, core clock), then: loop: wfi; b loop. The handler counts in r7. */
const SYSTICK = [
  0x4804, 0x4905, 0x6041, 0x2100, 0x6081, 0x2107, 0x6001, 0xbf30, 0xe7fd, 0xbf00, 0xe010, 0xe000, 0x03e7, 0x0000,
  0x3701, 0x4770,
];
const HANDLER = 28;

describe('emulated Pico', () => {
  it('stays in BOOTSEL when the CRC of the second stage is wrong', () => {
    const bytes = program([0xe7fe]);
    bytes[7] = (bytes[7] ?? 0) ^ 1;
    const pico = new EmulatedPico();
    pico.program([{ address: FLASH, bytes }]);
    assert.equal(pico.boot(), false);
  });

  it('SysTick ends WFI; sleep passes time but no cycles', () => {
    const pico = boardWith(SYSTICK, {}, { 15: HANDLER });
    pico.run(4000);
    assert.equal(pico.fault, undefined);
    assert.ok((pico.mcu.core.registers[7] ?? 0) > 10);
    const { nanos, sleepNanos } = pico.counters();
    assert.ok(sleepNanos / nanos > 0.9, `${sleepNanos} of ${nanos} ns asleep`);
  });

  it('time goes on whatever the rounding of cycles to nanoseconds', () => {
    // A busy loop instead of the wait; SysTick wraps every 1000 cycles of 1/6.5 MHz, which no float holds exactly.
    const pico = boardWith(
      SYSTICK.map((opcode) => (opcode === 0xbf30 ? 0xbf00 : opcode)),
      {},
      { 15: HANDLER },
    );
    assert.equal(pico.run(500_000), true);
    assert.ok(Math.abs((pico.mcu.core.registers[7] ?? 0) - 500) <= 1);
  });

  it('counts the same in every run', () => {
    const [first, second] = [0, 1].map(() => {
      const pico = boardWith(SYSTICK, {}, { 15: HANDLER });
      pico.run(5000);
      return pico.counters();
    });
    assert.deepEqual(first, second);
  });

  it('WFI with PRIMASK set wakes without entering the handler', () => {
    // cpsid i, then as above; movs r6,#1 after the wait. The literals are at 24 and 28.
    const placed = [
      0x4805,
      0x4906,
      0xb672,
      ...SYSTICK.slice(2, 7),
      0xbf30,
      0x2601,
      0xe7fe,
      0xbf00,
      0xe010,
      0xe000,
      0x03e7,
      0x0000,
    ];
    const pico = boardWith(placed, {}, { 15: HANDLER });
    pico.run(2000);
    assert.equal(pico.fault, undefined);
    assert.equal(pico.mcu.core.registers[6], 1);
    assert.equal(pico.mcu.core.IPSR, 0);
  });
});
