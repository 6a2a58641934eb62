import { read_register, write_register } from '../board';

// TI INA219 (SBOS448) at its base address.
const ADDRESS: u32 = 0x40;
const CONFIG: u32 = 0;
const SHUNT: u32 = 1;
const BUS: u32 = 2;
/** 16 V range, gain /4 (±160 mV), both converters averaging 16 samples (8.51 ms each), continuous. */
const CONTINUOUS: u32 = (0 << 13) | (2 << 11) | (12 << 7) | (12 << 3) | 7;

/** Starts converting; false if there is no sensor. */
export function start_ina219(): bool {
  return write_register(ADDRESS, CONFIG, CONTINUOUS) && read_register(ADDRESS, CONFIG) == CONTINUOUS;
}

export function read_shunt(): i32 {
  return read_register(ADDRESS, SHUNT);
}

export function read_bus(): i32 {
  return read_register(ADDRESS, BUS);
}
