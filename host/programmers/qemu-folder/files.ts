// What the programmer and the emulator of a QEMU board agree on.

/** Names the machine that the folder belongs to. */
export const MACHINE_FILE = 'MACHINE.TXT';
export const FIRMWARE_FILE = 'firmware.elf';
