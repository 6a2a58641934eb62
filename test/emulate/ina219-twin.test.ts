import assert from 'node:assert/strict';
import { Ina219Twin } from '../../host/emulate/ina219-twin.ts';

// TI SBOS448. 24 mA awake and 8 mA asleep over 0.1 Ω are 240 and 80 steps of 10 µV; 3.3 V is 825 steps of 4 mV.
const [CONFIG, SHUNT, BUS, CURRENT] = [0, 1, 2, 4];
const READY = 2;
/** 12-bit samples of 532 µs: both converters in turn (as after reset), or the shunt alone. */
const BOTH = 0x399f;
const SHUNT_ALONE = 0x399d;
const SAMPLE_NANOS = 532_000;

const setUp = () => {
  let nanos = 0;
  const reads: number[] = [];
  const twin = new Ina219Twin({ shuntOhms: 0.1, supplyV: 3.3, activeA: 0.024, sleepA: 0.008, nanos: () => nanos });
  const i2c = {
    onConnect: (_address: number) => undefined,
    onWriteByte: (_value: number) => undefined,
    onReadByte: () => undefined,
    completeConnect: (acknowledged: boolean) => reads.push(acknowledged ? 1 : 0),
    completeWrite: () => undefined,
    completeRead: (value: number) => reads.push(value),
  };
  twin.attach(i2c as unknown as Parameters<Ina219Twin['attach']>[0]);
  const isAcknowledged = (address: number): boolean => {
    i2c.onConnect(address);
    return reads.at(-1) === 1;
  };
  return {
    twin,
    isAcknowledged,
    read: (pointer: number): number => {
      i2c.onConnect(0x40);
      i2c.onWriteByte(pointer);
      reads.length = 0;
      i2c.onReadByte();
      i2c.onReadByte();
      return ((reads[0] ?? 0) << 8) | (reads[1] ?? 0);
    },
    write: (pointer: number, value: number): void => {
      i2c.onConnect(0x40);
      for (const byte of [pointer, value >>> 8, value & 0xff]) i2c.onWriteByte(byte);
    },
    /** Lets time pass, asleep or not. */
    pass: (duration: number, asleep = false): void => {
      twin.setAsleep(asleep);
      nanos += duration;
    },
  };
};

describe('INA219 twin', () => {
  it('begins as the datasheet says, and is nobody else', () => {
    const { read, isAcknowledged } = setUp();
    assert.equal(read(CONFIG), BOTH);
    assert.equal(read(BUS) & READY, 0, 'no conversion yet');
    assert.ok(isAcknowledged(0x40) && !isAcknowledged(0x41));
  });

  it('sees the current only while it converts the shunt, before the bus', () => {
    const { read, pass } = setUp();
    pass(SAMPLE_NANOS);
    pass(SAMPLE_NANOS, true);
    assert.equal(read(SHUNT), 240);
    assert.equal(read(BUS), (825 << 3) | READY);
    assert.equal(read(CURRENT), 0, 'current needs calibration');
    pass(SAMPLE_NANOS, true);
    pass(SAMPLE_NANOS);
    assert.equal(read(SHUNT), 80);
  });

  it('latches the time-weighted mean of a conversion, all of which is the shunt’s if that is alone', () => {
    const { read, write, pass } = setUp();
    write(CONFIG, SHUNT_ALONE);
    pass(SAMPLE_NANOS / 4);
    pass((3 * SAMPLE_NANOS) / 4, true);
    assert.equal(read(SHUNT), 120);
    pass(SAMPLE_NANOS - 1);
    assert.equal(read(SHUNT), 120, 'nothing changes before the end of a conversion');
    pass(1);
    assert.equal(read(SHUNT), 240);
  });

  it('a new configuration starts a new conversion', () => {
    const { read, write, pass } = setUp();
    write(CONFIG, SHUNT_ALONE);
    pass(SAMPLE_NANOS - 1);
    write(CONFIG, SHUNT_ALONE);
    pass(1);
    assert.equal(read(BUS) & READY, 0);
    pass(SAMPLE_NANOS - 1);
    assert.equal(read(BUS) & READY, READY);
  });

  it('integrates the charge exactly, whatever it converts', () => {
    const { twin, pass } = setUp();
    pass(123_457);
    pass(5_000_001, true);
    pass(77);
    const due = 0.024 * (123_457 + 77) * 1e-9 + 0.008 * 5_000_001e-9;
    assert.ok(Math.abs(twin.energyJ / 3.3 - due) < 1e-15);
  });
});
