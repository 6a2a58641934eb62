// The board that the firmware is for: its facts, and the drivers of its chip. This copy serves editors; for every board the
// host compiles one made from its board file in this one's place (host/firmware/board-source.ts).
export const CLOCK_HZ: u32 = 125_000_000;
export const COUNTER_HZ: u32 = 125_000_000;
export const BAUD_RATE: u32 = 115_200;
export const TRIGGER_PIN: u32 = 22;
export const TIMER_IRQ: u32 = 0;
export const UART_IRQ: u32 = 20;

export * from './drivers/rp2040/chip';
