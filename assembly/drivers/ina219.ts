import { read_register, write_register } from '../board';

// TI INA219 (SBOS448) at its base address. With both converters on, it turns from shunt to bus and back, and does not see the
// current half of the time: what repeats with its conversions would be misjudged. So the supply's voltage is taken once, and
// from then on the shunt alone is converted, without pause.
const ADDRESS: u32 = 0x40;
const CONFIG: u32 = 0;
const SHUNT: u32 = 1;
const BUS: u32 = 2;
/** 16 V range, gain /4 (±160 mV); bus one sample of 12 bits (532 µs), shunt averaging 32 samples (17.02 ms). */
const SETTINGS: u32 = (0 << 13) | (2 << 11) | (3 << 7) | (13 << 3);
const SHUNT_CONTINUOUS: u32 = SETTINGS | 5;
const BUS_CONTINUOUS: u32 = SETTINGS | 6;
/** Conversion ready, in the bus register. */
const READY: i32 = 2;
/** Readings of some 110 µs before a conversion that does not end is given up. */
const PATIENCE: i32 = 40;

/** Starts a first conversion of the shunt; false if there is no sensor. */
export function start_ina219(): bool {
  return write_register(ADDRESS, CONFIG, SHUNT_CONTINUOUS) && read_register(ADDRESS, CONFIG) == SHUNT_CONTINUOUS;
}

/** The bus register after a conversion of its own, for which that of the shunt stops; -1 without an answer. */
export function read_supply(): i32 {
  if (!write_register(ADDRESS, CONFIG, BUS_CONTINUOUS)) return -1;
  for (let patience = PATIENCE; patience > 0; patience--) {
    const bus = read_register(ADDRESS, BUS);
    if (bus < 0 || bus & READY) return bus;
  }
  return -1;
}

/** The last whole conversion. */
export function read_shunt(): i32 {
  return read_register(ADDRESS, SHUNT);
}
