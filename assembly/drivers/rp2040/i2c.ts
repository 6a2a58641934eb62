import { CLOCK_HZ } from '../../board';
import { load32, store32 } from '../mcu';
import { FUNCTION_I2C, pull_up, set_function } from './gpio';

// DW_apb_i2c (RP2040 datasheet 4.3); SDA on GP4, SCL on GP5.
const I2C0: usize = 0x40044000;
const CON: usize = I2C0;
const TAR: usize = I2C0 + 0x04;
const DATA_CMD: usize = I2C0 + 0x10;
const FS_SCL_HCNT: usize = I2C0 + 0x1c;
const FS_SCL_LCNT: usize = I2C0 + 0x20;
const RAW_INTR_STAT: usize = I2C0 + 0x34;
const CLR_TX_ABRT: usize = I2C0 + 0x54;
const ENABLE: usize = I2C0 + 0x6c;
const STATUS: usize = I2C0 + 0x70;
const RXFLR: usize = I2C0 + 0x78;
const SDA_HOLD: usize = I2C0 + 0x7c;
const FS_SPKLEN: usize = I2C0 + 0xa0;
const READ: u32 = 1 << 8;
const STOP: u32 = 1 << 9;
const RESTART: u32 = 1 << 10;
const TX_ABRT: u32 = 1 << 6;
const TX_EMPTY: u32 = 1 << 4;
const ACTIVE: u32 = 1 << 5;
/** Polls before a bus that never answers is given up: some 2 ms. */
const PATIENCE: i32 = 20_000;

/** Cycles of one bit at 400 kHz, three fifths of them low (4.3.14). */
const BIT_CYCLES: u32 = CLOCK_HZ / 400_000;
const LOW_CYCLES: u32 = (BIT_CYCLES * 3) / 5;

/** Master at 400 kHz; hold 300 ns, filter of a sixteenth of the low time. */
export function init_i2c(): void {
  pull_up(4);
  pull_up(5);
  set_function(4, FUNCTION_I2C);
  set_function(5, FUNCTION_I2C);
  store32(ENABLE, 0);
  // Master, fast mode, restart allowed, no slave, TX_EMPTY when the last byte has left.
  store32(CON, 1 | (2 << 1) | (1 << 5) | (1 << 6) | (1 << 8));
  store32(FS_SCL_HCNT, BIT_CYCLES - LOW_CYCLES);
  store32(FS_SCL_LCNT, LOW_CYCLES);
  store32(FS_SPKLEN, LOW_CYCLES / 16);
  store32(SDA_HOLD, ((CLOCK_HZ / 1_000_000) * 3) / 10 + 1);
}

function address(device: u32): void {
  store32(ENABLE, 0);
  store32(TAR, device);
  store32(ENABLE, 1);
}

function is_aborted(): bool {
  if ((load32(RAW_INTR_STAT) & TX_ABRT) == 0) return false;
  load32(CLR_TX_ABRT);
  return true;
}

/** The 16-bit register of a device, most significant byte first; -1 if it does not answer. */
export function read_register(device: u32, register: u32): i32 {
  address(device);
  store32(DATA_CMD, register);
  store32(DATA_CMD, READ | RESTART);
  store32(DATA_CMD, READ | STOP);
  for (let patience = PATIENCE; patience > 0; patience--) {
    if (is_aborted()) return -1;
    if (load32(RXFLR) >= 2) {
      const high = load32(DATA_CMD) & 0xff;
      return <i32>((high << 8) | (load32(DATA_CMD) & 0xff));
    }
  }
  return -1;
}

/** False if the device does not answer. */
export function write_register(device: u32, register: u32, value: u32): bool {
  address(device);
  store32(DATA_CMD, register);
  store32(DATA_CMD, (value >>> 8) & 0xff);
  store32(DATA_CMD, (value & 0xff) | STOP);
  for (let patience = PATIENCE; patience > 0; patience--) {
    if (is_aborted()) return false;
    if (load32(RAW_INTR_STAT) & TX_EMPTY && (load32(STATUS) & ACTIVE) == 0) return true;
  }
  return false;
}
