import assert from 'node:assert/strict';
import { Ina219Twin } from '../../host/emulate/ina219-twin.ts';
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

describe('INA219 twin', () => {
  it('latches the time-weighted mean of each conversion, and integrates exactly', () => {
    let nanos = 0;
    const reads: number[] = [];
    const twin = new Ina219Twin({ shuntOhms: 0.1, supplyV: 3.3, activeA: 0.024, sleepA: 0.008, nanos: () => nanos });
    const i2c = {
      onConnect: (_address: number) => undefined,
      onWriteByte: (_value: number) => undefined,
      onReadByte: () => undefined,
      completeConnect: (acknowledged: boolean) => reads.push(acknowledged ? 1 : 0),
      completeWrite: () => undefined,
      completeRead: (value: number) => reads.push(value),
    };
    twin.attach(i2c as unknown as Parameters<Ina219Twin['attach']>[0]);
    const register = (pointer: number): number => {
      i2c.onConnect(0x40);
      i2c.onWriteByte(pointer);
      reads.length = 0;
      i2c.onReadByte();
      i2c.onReadByte();
      return ((reads[0] ?? 0) << 8) | (reads[1] ?? 0);
    };
    assert.equal(register(0), 0x399f);
    assert.equal(register(2) & 2, 0, 'no conversion yet');
    // Half of one conversion (2 × 532 µs) asleep: mean 16 mA over 0.1 Ω is 1.6 mV.
    nanos = 532_000;
    twin.setAsleep(true);
    nanos = 1_064_000;
    assert.equal(register(1), 160);
    assert.equal(register(2), (825 << 3) | 2);
    assert.equal(register(4), 0, 'current needs calibration');
    assert.ok(Math.abs(twin.chargeC - (0.024 + 0.008) * 532e-6) < 1e-15);
    i2c.onConnect(0x41);
    assert.equal(reads.at(-1), 0, 'other addresses are not acknowledged');
  });
});
