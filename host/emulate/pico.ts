import { RP2040 } from 'rp2040js';
import type { ToolError } from '../errors.ts';
import { loadBoot2 } from './boot.ts';
import { VirtualClock } from './core/clock.ts';
import { decodeTable } from './core/decode.ts';
import { serveExceptions } from './core/exceptions.ts';
import { Interpreter } from './core/interpreter.ts';
import { StrictBus } from './core/strict-bus.ts';
import { EmulatorFault, faultError, type Symbolizer } from './fault.ts';

const FLASH = 0x1000_0000;
const SECTOR_BYTES = 4096;
/** Cortex-M0+ with zero-wait memory takes 15 cycles to enter a handler (DDI 0484, 1.3); the way back is not specified: 8 loads and a refill. */
const EXCEPTION_ENTRY_CYCLES = 15;
const EXCEPTION_RETURN_CYCLES = 13;
const UARTFR = 0x18;
const RX_FULL = 1 << 6;
const TIMER_ARMED = 0x4005_4020;
const SLICE_CYCLES = 250_000;

export interface EmulatedPicoOptions {
  readonly flashBytes?: number;
  readonly triggerGpio?: number;
  readonly symbolize?: Symbolizer;
  /** Bytes that UART0 sends. */
  readonly onSerial?: (byte: number) => void;
  /** Told once; the board has stopped. */
  readonly onFault?: (error: ToolError) => void;
}

export interface Counters {
  readonly cycles: number;
  readonly instructions: number;
  readonly nanos: number;
  readonly sleepNanos: number;
}
/** Counters at both edges of one trigger pulse. */
export interface TriggerWindow {
  readonly start: Counters;
  readonly end: Counters;
}

/** A Raspberry Pi Pico on virtual time, which passes only while its core runs or waits for one of its own timers. */
export class EmulatedPico {
  readonly mcu: RP2040;
  readonly clock = new VirtualClock();
  readonly triggerWindows: TriggerWindow[] = [];
  fault: ToolError | undefined;
  /** Called at the instant the core falls asleep (`true`) or wakes. */
  onSleep: ((asleep: boolean) => void) | undefined;

  readonly #options: EmulatedPicoOptions;
  readonly #interpreter: Interpreter;
  readonly #rx: number[] = [];
  #baseCycles = 0;
  #baseNanos = 0;
  #clockHz = 0;
  #sleepNanos = 0;
  #isBooted = false;
  #isAsleep = false;
  #windowStart: Counters | undefined;
  #timer: NodeJS.Immediate | undefined;
  #isStarted = false;

  constructor(options: EmulatedPicoOptions = {}) {
    this.#options = options;
    this.mcu = new RP2040(this.clock);
    const note = () => undefined;
    this.mcu.logger = { debug: note, info: note, warn: note, error: note };
    // Exceptions are served between bursts, never inside a peripheral's callback.
    this.mcu.core.checkForInterrupts = () => false;
    const bus = new StrictBus(
      this.mcu,
      () => this.#syncClock(),
      () => this.#feedSerial(),
    );
    const flash = this.mcu.flash.subarray(0, options.flashBytes ?? 2 << 20);
    this.#interpreter = new Interpreter(this.mcu.core, bus, decodeTable, this.mcu.sram, flash);
    const uart = this.mcu.uart[0];
    if (uart !== undefined) uart.onByte = (byte) => this.#options.onSerial?.(byte);
    this.mcu.gpio[options.triggerGpio ?? 22]?.addListener((state) => this.#onTrigger(state === 1));
  }

  /** Erases the sectors concerned and programs them, as the BOOTSEL drive does. */
  program(blocks: readonly { readonly address: number; readonly bytes: Uint8Array }[]): void {
    const erased = new Set<number>();
    for (const { address, bytes } of blocks) {
      const offset = address - FLASH;
      const sector = offset - (offset % SECTOR_BYTES);
      if (!erased.has(sector)) this.mcu.flash.fill(0xff, sector, sector + SECTOR_BYTES);
      erased.add(sector);
      this.mcu.flash.set(bytes, offset);
    }
  }

  /** Resets and runs the boot ROM's part; false if flash holds no valid second stage and the board stays in BOOTSEL. */
  boot(): boolean {
    const entry = loadBoot2(this.mcu);
    if (entry === undefined) return false;
    this.mcu.updateClocks();
    this.#rebase();
    // The boot ROM's own vector table starts its stack below the second stage (0x2004_1f00), and that is still in use.
    this.mcu.core.SP = entry;
    this.#interpreter.pc = entry;
    this.#isBooted = true;
    if (this.#isStarted) this.#schedule();
    return true;
  }

  /** Bytes for UART0; they enter its 32-byte FIFO as the firmware makes room, so none is dropped. */
  sendSerial(bytes: Uint8Array): void {
    for (const byte of bytes) this.#rx.push(byte);
    this.#feedSerial();
    if (this.#isStarted) this.#schedule();
  }

  counters(): Counters {
    return {
      cycles: this.#interpreter.cycles,
      instructions: this.#interpreter.instructions,
      nanos: this.clock.nanos,
      sleepNanos: this.#sleepNanos,
    };
  }

  /** Runs in slices between which Node serves its other work; sleeps while the board waits for serial input alone. */
  start(): void {
    this.#isStarted = true;
    this.#schedule();
  }

  stop(): void {
    this.#isStarted = false;
    if (this.#timer !== undefined) clearImmediate(this.#timer);
    this.#timer = undefined;
  }

  /** Runs up to `cycles` further cycles; false once nothing is left to do but wait for serial input, or after a fault. */
  run(cycles: number): boolean {
    if (!this.#isBooted || this.fault !== undefined) return false;
    const limit = this.#interpreter.cycles + cycles;
    const { core } = this.mcu;
    try {
      while (this.#interpreter.cycles < limit) {
        this.#serve();
        if (core.waiting) {
          if (!this.#sleepUntilAlarm()) return false;
          continue;
        }
        const alarmCycles = (this.clock.nextAlarmNanos - this.#baseNanos) * (this.#clockHz / 1e9) + this.#baseCycles;
        // At least one instruction: by rounding, the alarm's cycle may be reached a hair before its nanosecond.
        const next = Math.max(this.#interpreter.cycles + 1, Math.ceil(alarmCycles));
        this.#interpreter.burst(Math.min(limit, next));
        this.#syncClock();
        this.#returnFromException();
      }
      return true;
    } catch (error) {
      if (!(error instanceof EmulatorFault)) throw error;
      this.fault = faultError(error, this.#options.symbolize);
      this.#options.onFault?.(this.fault);
      return false;
    }
  }

  #schedule(): void {
    this.#timer ??= setImmediate(() => {
      this.#timer = undefined;
      if (this.run(SLICE_CYCLES) && this.#isStarted) this.#schedule();
    });
  }

  #rebase(): void {
    this.#baseNanos = this.clock.nanos;
    this.#baseCycles = this.#interpreter.cycles;
    this.#clockHz = this.mcu.clkSys;
  }

  #syncClock(): void {
    this.clock.advanceTo(this.#baseNanos + ((this.#interpreter.cycles - this.#baseCycles) * 1e9) / this.#clockHz);
    if (this.mcu.clkSys !== this.#clockHz) this.#rebase();
  }

  #feedSerial(): void {
    const uart = this.mcu.uart[0];
    if (uart === undefined) return;
    while (this.#rx.length > 0 && (uart.readUint32(UARTFR) & RX_FULL) === 0) uart.feedByte(this.#rx.shift() ?? 0);
  }

  #serve(): void {
    const { core } = this.mcu;
    if (!core.interruptsUpdated) return;
    core.PC = this.#interpreter.pc;
    if (serveExceptions(core)) {
      this.#interpreter.pc = core.PC & ~1;
      this.#interpreter.cycles += EXCEPTION_ENTRY_CYCLES;
    }
    if (!core.waiting && this.#isAsleep) this.#setAsleep(false);
  }

  #returnFromException(): void {
    const value = this.#interpreter.exceptionReturn;
    if (value === undefined) return;
    this.#interpreter.exceptionReturn = undefined;
    const { core } = this.mcu;
    if (core.IPSR === 0) throw new EmulatorFault('unmapped fetch', this.#interpreter.pc, value);
    core.exceptionReturn(value & 0x0fff_ffff);
    this.#interpreter.pc = core.PC & ~1;
    this.#interpreter.cycles += EXCEPTION_RETURN_CYCLES;
  }

  #setAsleep(asleep: boolean): void {
    this.#isAsleep = asleep;
    this.onSleep?.(asleep);
  }

  /** Lets time pass to the next alarm, without cycles: the core clock is gated. False if no alarm of the firmware's own is set. */
  #sleepUntilAlarm(): boolean {
    if (!this.#isAsleep) this.#setAsleep(true);
    if (!this.#canWake()) return false;
    const before = this.clock.nanos;
    this.clock.advanceTo(this.clock.nextAlarmNanos);
    this.#sleepNanos += this.clock.nanos - before;
    this.#rebase();
    return true;
  }

  /** Whether a timer alarm or SysTick is set that may end a wait. */
  #canWake(): boolean {
    const { ppb } = this.mcu;
    return this.mcu.readUint32(TIMER_ARMED) !== 0 || (ppb.systickIntEnable && ppb.systickTimer.enable);
  }

  #onTrigger(high: boolean): void {
    if (high) this.#windowStart = this.counters();
    else if (this.#windowStart !== undefined) {
      this.triggerWindows.push({ start: this.#windowStart, end: this.counters() });
      this.#windowStart = undefined;
    }
  }
}
