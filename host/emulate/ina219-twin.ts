import type { RPI2C } from 'rp2040js';

const ADDRESS = 0x40;
const CONFIG_RESET = 0x399f;
const SHUNT_LSB_V = 10e-6;
const BUS_LSB_V = 4e-3;
/** Eight, and the acknowledgement. */
const BITS_PER_BYTE = 9;
const BUS_READY = 2;
const BUS_OVERFLOW = 1;
/** Conversion times in µs by the low bits of BADC and SADC: 9 to 12 bits, then 1 to 128 averaged samples. TI SBOS448, table 5. */
const RESOLUTION_US = [84, 148, 276, 532];
const AVERAGING_US = [532, 1060, 2130, 4260, 8510, 17_020, 34_050, 68_100];
const RESOLUTION_BITS = [9, 10, 11, 12];
/** Full scale of the shunt input by PG, in registers' 10 µV. */
const SHUNT_FULL_SCALE = [4000, 8000, 16_000, 32_000];

const adcTimeUs = (code: number): number => (code & 8 ? AVERAGING_US[code & 7] : RESOLUTION_US[code & 3]) ?? 532;
const adcBits = (code: number): number => (code & 8 ? 12 : (RESOLUTION_BITS[code & 3] ?? 12));

export interface Ina219TwinOptions {
  readonly shuntOhms: number;
  readonly supplyV: number;
  /** Current of the board while its core runs, and while it sleeps. */
  readonly activeA: number;
  readonly sleepA: number;
  readonly nanos: () => number;
}

/**
 * An INA219 between the supply and the emulated board (TI SBOS448). It converts without pause in virtual time; each
 * conversion of the shunt is the time-weighted mean of the current over its own duration. Registers change at the end.
 */
export class Ina219Twin {
  /** Exact integral of the current since construction, for comparison with what is measured. */
  chargeC = 0;
  /** For tests: a sensor whose wire came off does not acknowledge. */
  isAnswering = true;
  readonly #options: Ina219TwinOptions;
  #config = CONFIG_RESET;
  #calibration = 0;
  #shunt = 0;
  #bus = 0;
  #isReady = false;
  #isAsleep = false;
  #lastNanos: number;
  #conversionStart: number;
  #seenChargeC = 0;
  #pointer = 0;
  #written: number[] = [];
  #readIndex = 0;

  constructor(options: Ina219TwinOptions) {
    this.#options = options;
    this.#lastNanos = this.#conversionStart = options.nanos();
  }

  /** Answers on a bus; `onBus` lets the time of so many bits pass before it goes on. */
  attach(i2c: RPI2C, onBus: (bits: number, body: () => void) => void = (_, body) => body()): void {
    i2c.onConnect = (address) => {
      this.#written = [];
      this.#readIndex = 0;
      const isOurs = address === ADDRESS && this.isAnswering;
      onBus(BITS_PER_BYTE, () => i2c.completeConnect(isOurs));
    };
    i2c.onWriteByte = (value) => {
      this.#writeByte(value);
      onBus(BITS_PER_BYTE, () => i2c.completeWrite(true));
    };
    i2c.onReadByte = () => {
      const value = this.#readByte();
      onBus(BITS_PER_BYTE, () => i2c.completeRead(value));
    };
  }

  /** The core fell asleep or woke, now. */
  setAsleep(asleep: boolean): void {
    this.advance();
    this.#isAsleep = asleep;
  }

  /** Exact energy since construction at the constant supply voltage. */
  get energyJ(): number {
    this.advance();
    return this.chargeC * this.#options.supplyV;
  }

  get #shuntNanos(): number {
    return this.#config & 1 ? adcTimeUs((this.#config >>> 3) & 15) * 1000 : 0;
  }

  get #conversionNanos(): number {
    return this.#shuntNanos + (this.#config & 2 ? adcTimeUs((this.#config >>> 7) & 15) * 1000 : 0);
  }

  /** Brings the sensor to the present; the current was constant since the last call. */
  advance(): void {
    const now = this.#options.nanos();
    const amperes = this.#isAsleep ? this.#options.sleepA : this.#options.activeA;
    this.chargeC += amperes * (now - this.#lastNanos) * 1e-9;
    const period = this.#conversionNanos;
    const isConverting = (this.#config & 4) !== 0 && period > 0;
    while (isConverting && this.#conversionStart + period <= now) {
      const end = this.#conversionStart + period;
      this.#see(amperes, end);
      this.#latch(this.#seenChargeC / (this.#shuntNanos * 1e-9));
      this.#seenChargeC = 0;
      this.#conversionStart = this.#lastNanos = end;
    }
    this.#see(amperes, now);
    this.#lastNanos = now;
  }

  /** The converter turns to the shunt first and then to the bus: only in the first part does it see the current. */
  #see(amperes: number, until: number): void {
    const end = Math.min(until, this.#conversionStart + this.#shuntNanos);
    if (end > this.#lastNanos) this.#seenChargeC += amperes * (end - this.#lastNanos) * 1e-9;
  }

  #latch(meanA: number): void {
    const limit = SHUNT_FULL_SCALE[(this.#config >>> 11) & 3] ?? 32_000;
    // Fewer bits leave the register's low bits at zero.
    const step = 1 << (12 - adcBits((this.#config >>> 3) & 15));
    const raw = Math.round((meanA * this.#options.shuntOhms) / SHUNT_LSB_V / step) * step;
    if (this.#config & 1) this.#shunt = Math.max(-limit, Math.min(limit, raw));
    if (this.#config & 2) this.#bus = Math.round(this.#options.supplyV / BUS_LSB_V);
    this.#isReady = true;
  }

  #writeByte(value: number): void {
    this.#written.push(value);
    const [pointer, high, low] = this.#written;
    if (pointer !== undefined) this.#pointer = pointer;
    if (high === undefined || low === undefined) return;
    this.#writeRegister((high << 8) | low);
    this.#written = [];
  }

  #writeRegister(value: number): void {
    this.advance();
    if (this.#pointer === 5) this.#calibration = value & 0xfffe;
    if (this.#pointer !== 0) return;
    this.#config = value & 0x8000 ? CONFIG_RESET : value & 0x3fff;
    // Writing the configuration starts a new conversion and clears CNVR (SBOS448, 8.6.3.2).
    this.#isReady = false;
    this.#conversionStart = this.#lastNanos;
    this.#seenChargeC = 0;
  }

  #readByte(): number {
    const value = this.#readRegister();
    const isHigh = (this.#readIndex++ & 1) === 0;
    // Reading the power register clears CNVR.
    if (!isHigh && this.#pointer === 3) this.#isReady = false;
    return isHigh ? (value >>> 8) & 0xff : value & 0xff;
  }

  #readRegister(): number {
    this.advance();
    // Current = shunt × calibration / 4096; power = current × bus / 5000 (SBOS448, 8.5.1).
    const current = Math.trunc((this.#shunt * this.#calibration) / 4096);
    switch (this.#pointer) {
      case 0:
        return this.#config;
      case 1:
        return this.#shunt & 0xffff;
      case 2:
        return (this.#bus << 3) | (this.#isReady ? BUS_READY : 0) | (Math.abs(current) > 0x7fff ? BUS_OVERFLOW : 0);
      case 3:
        return Math.trunc((current * this.#bus) / 5000) & 0xffff;
      case 4:
        return current & 0xffff;
      case 5:
        return this.#calibration;
      default:
        return 0;
    }
  }
}
