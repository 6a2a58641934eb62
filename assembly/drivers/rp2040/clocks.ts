import { CLOCK_HZ } from '../../board';
import { load32, store32 } from '../mcu';

// RP2040 datasheet 2.14 (resets), 2.15 (clocks), 2.16 (crystal), 2.18 (PLL), 4.7 (watchdog tick).
const RESETS: usize = 0x4000c000;
const RESET_DONE: usize = RESETS + 0x08;
const CLK_REF_CTRL: usize = 0x40008030;
const CLK_REF_SELECTED: usize = 0x40008038;
const CLK_SYS_CTRL: usize = 0x4000803c;
const CLK_SYS_SELECTED: usize = 0x40008044;
const CLK_PERI_CTRL: usize = 0x40008048;
const XOSC_CTRL: usize = 0x40024000;
const XOSC_STATUS: usize = 0x40024004;
const XOSC_STARTUP: usize = 0x4002400c;
const PLL_CS: usize = 0x40028000;
const PLL_PWR: usize = 0x40028004;
const PLL_FBDIV: usize = 0x40028008;
const PLL_PRIM: usize = 0x4002800c;
const WATCHDOG_TICK: usize = 0x4005802c;

const RESET_I2C0: u32 = 1 << 3;
const RESET_IO: u32 = 1 << 5;
const RESET_PADS: u32 = 1 << 8;
const RESET_PLL_SYS: u32 = 1 << 12;
const RESET_TIMER: u32 = 1 << 21;
const RESET_UART0: u32 = 1 << 22;

const PLL_LOCKED: u32 = 1 << 31;
const PWR_DSMPD: u32 = 1 << 2;
const PWR_POSTDIVPD: u32 = 1 << 3;

/** Crystal 12 MHz → PLL 1500 MHz → clk_sys and clk_peri 125 MHz; the timer ticks every microsecond. */
export function init_clocks(): void {
  if (CLOCK_HZ != 125_000_000) ERROR('the PLL settings below are those of 125 MHz');
  release(RESET_IO | RESET_PADS | RESET_TIMER | RESET_PLL_SYS);
  store32(XOSC_STARTUP, 47);
  store32(XOSC_CTRL, (0xfab << 12) | 0xaa0);
  while (<i32>load32(XOSC_STATUS) >= 0) {}
  store32(CLK_REF_CTRL, 2);
  while ((load32(CLK_REF_SELECTED) & (1 << 2)) == 0) {}
  store32(PLL_CS, 1);
  store32(PLL_FBDIV, 125);
  store32(PLL_PWR, PWR_DSMPD | PWR_POSTDIVPD);
  while ((load32(PLL_CS) & PLL_LOCKED) == 0) {}
  store32(PLL_PRIM, (6 << 16) | (2 << 12));
  store32(PLL_PWR, PWR_DSMPD);
  store32(CLK_SYS_CTRL, 1);
  while ((load32(CLK_SYS_SELECTED) & (1 << 1)) == 0) {}
  store32(CLK_PERI_CTRL, 1 << 11);
  store32(WATCHDOG_TICK, (1 << 9) | 12);
  release(RESET_UART0 | RESET_I2C0);
}

function release(blocks: u32): void {
  store32(RESETS, load32(RESETS) & ~blocks);
  while ((load32(RESET_DONE) & blocks) != blocks) {}
}
