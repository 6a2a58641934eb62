import assert from 'node:assert/strict';
import { assemble, boardWith, type Item } from '../support/thumb.ts';

const UART0_EXCEPTION = 16 + 20;
const TIMER_EXCEPTION = 16;
const UART0 = 0x4003_4000;
const TIMER = 0x4005_4000;
const NVIC_ISER = 0xe000_e100;

/**
 * UART0 receives by interrupt, then: loop: wfe; adds r6,#1; b loop.
 * ldr r0,=UART0; ldr r1,=0x301; str r1,[r0,#0x30]; movs r1,#0x50; str r1,[r0,#0x38]; ldr r2,=NVIC_ISER; ldr r3,=1<<20; str r3,[r2]
 */
const RECEIVE: readonly Item[] = [
  [0, UART0],
  [1, 0x301],
  0x6301,
  0x2150,
  0x6381,
  [2, NVIC_ISER],
  [3, 1 << 20],
  0x6013,
  0xbf20,
  0x3601,
  0xe7fc,
];
/** Sums what the FIFO holds in r7: ldr r0,=UART0; next: ldr r1,[r0,#0x18]; lsls r1,#27; bmi done; ldr r1,[r0]; adds r7,r7,r1; b next; done: bx lr */
const ON_BYTE: readonly Item[] = [[0, UART0], 0x6981, 0x06c9, 0xd402, 0x6801, 0x187f, 0xe7f9, 0x4770];
const receiver = () => boardWith(assemble([...RECEIVE, ...ON_BYTE]), {}, { [UART0_EXCEPTION]: 2 * RECEIVE.length });

/**
 * An alarm in 100 µs, with its interrupt, then: wfi; movs r6,#1; wfi.
 * ldr r0,=TIMER; movs r1,#1; str r1,[r0,#0x38]; ldr r2,=NVIC_ISER; str r1,[r2]; ldr r1,[r0,#0x28]; adds r1,#100; str r1,[r0,#0x10]
 */
const SLEEP: readonly Item[] = [
  [0, TIMER],
  0x2101,
  0x6381,
  [2, NVIC_ISER],
  0x6011,
  0x6a81,
  0x3164,
  0x6101,
  0xbf30,
  0x2601,
  0xbf30,
];
/** movs r7,#1; movs r1,#1; str r1,[r0,#0x34]; bx lr: r0 still holds the timer. */
const ON_ALARM: readonly Item[] = [0x2701, 0x2101, 0x6341, 0x4770];
const sleeper = (code = SLEEP) =>
  boardWith(assemble([...code, ...ON_ALARM]), {}, { [TIMER_EXCEPTION]: 2 * SLEEP.length });

describe('interrupts of the emulated Pico', () => {
  it('SEV lets the next WFE pass, and only that one', () => {
    // sev; wfe; movs r6,#1; wfe; movs r6,#2; b .
    const pico = boardWith([0xbf40, 0xbf20, 0x2601, 0xbf20, 0x2602, 0xe7fe]);
    assert.equal(pico.run(1000), false, 'waits for an event that cannot come');
    assert.equal(pico.fault, undefined);
    assert.equal(pico.mcu.core.registers[6], 1);
  });

  it('a received byte wakes WFE through its interrupt', () => {
    const pico = receiver();
    assert.equal(pico.run(10_000), false);
    const { registers } = pico.mcu.core;
    const before = registers[6] ?? 0;
    pico.sendSerial(Uint8Array.of(42));
    assert.equal(pico.run(10_000), false);
    assert.equal(pico.fault, undefined);
    assert.equal(registers[7], 42);
    // The return from a handler is an event, too, so the loop goes round once more.
    assert.equal((registers[6] ?? 0) - before, 2);
    const { cycles } = pico.counters();
    assert.equal(pico.run(10_000), false);
    assert.equal(pico.counters().cycles, cycles, 'and waits again');
  });

  it('40 bytes at once, more than the FIFO holds, are all received', () => {
    const pico = receiver();
    pico.run(10_000);
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => index + 1);
    pico.sendSerial(bytes);
    while (pico.run(1000)) {}
    assert.equal(pico.fault, undefined);
    assert.equal(pico.mcu.core.registers[7], (40 * 41) / 2);
  });

  it('a timer alarm wakes WFI at its microsecond, with no cycles in between', () => {
    const pico = sleeper();
    while (pico.run(1000)) {}
    assert.equal(pico.fault, undefined);
    assert.deepEqual([...pico.mcu.core.registers.subarray(6, 8)], [1, 1]);
    const { nanos, sleepNanos, cycles } = pico.counters();
    assert.ok(sleepNanos > 95_000 && sleepNanos < 100_000, `${sleepNanos} ns asleep`);
    assert.ok(nanos > 100_000 && cycles < 200, `${nanos} ns, ${cycles} cycles`);
  });

  it('an alarm without its interrupt enabled does not wake, and time stands still', () => {
    const pico = sleeper(SLEEP.map((item, at) => (at === 1 ? 0x2100 : item)));
    while (pico.run(1000)) {}
    assert.equal(pico.fault, undefined);
    assert.equal(pico.mcu.core.registers[6], 0);
  });
});
