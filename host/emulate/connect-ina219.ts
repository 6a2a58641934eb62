import { Ina219Twin } from './ina219-twin.ts';
import type { EmulatedPico } from './pico.ts';

/** The board's supply as its file declares it. */
export interface Currents {
  readonly activeA: number;
  readonly sleepA: number;
  readonly supplyV: number;
}

const SHUNT_OHMS = 0.1;

/** Puts an INA219 into the supply of an emulated Pico and on its first I2C bus. */
export const connectIna219 = (pico: EmulatedPico, { activeA, sleepA, supplyV }: Currents): Ina219Twin => {
  const sensor = new Ina219Twin({ shuntOhms: SHUNT_OHMS, supplyV, activeA, sleepA, nanos: () => pico.clock.nanos });
  const [i2c] = pico.mcu.i2c;
  if (i2c === undefined) throw new Error('an RP2040 without I2C0');
  sensor.attach(i2c, (bits, body) => {
    const bitCycles = i2c.sclHighPeriod + i2c.sclLowPeriod;
    pico.clock.createAlarm(body).schedule((bits * bitCycles * 1e9) / pico.mcu.clkSys);
  });
  pico.onSleep = (asleep) => sensor.setAsleep(asleep);
  return sensor;
};
