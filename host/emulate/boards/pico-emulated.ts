import { fromUf2 } from '../../aot/format/uf2.ts';
import { Ina219Twin } from '../ina219-twin.ts';
import { EmulatedPico } from '../pico.ts';
import { openPty } from '../pty.ts';
import { Uf2Drive } from '../uf2-drive.ts';
import type { EmulatedBoardSpec } from './spec.ts';

const SHUNT_OHMS = 0.1;

export default {
  start: (board, options) => {
    const { current } = board;
    const pty = openPty((bytes) => pico.sendSerial(bytes));
    const pico = new EmulatedPico({
      flashBytes: board.flash.bytes,
      triggerGpio: board.trigger.gpio,
      onSerial: (byte) => pty.write(Uint8Array.of(byte)),
      ...(options.onFault && { onFault: options.onFault }),
    });
    const sensor = new Ina219Twin({
      shuntOhms: SHUNT_OHMS,
      supplyV: current?.supplyV ?? 0,
      activeA: current?.activeA ?? 0,
      sleepA: current?.sleepA ?? 0,
      nanos: () => pico.clock.nanos,
    });
    const [i2c0] = pico.mcu.i2c;
    if (i2c0 !== undefined) sensor.attach(i2c0);
    pico.onSleep = (asleep) => sensor.setAsleep(asleep);
    const drive = new Uf2Drive({
      onImage: (bytes) => {
        const { familyId, blocks } = fromUf2(bytes);
        if (familyId !== board.uf2?.familyId) return false;
        pico.program(blocks);
        return options.isSilent === true || pico.boot();
      },
      ...(options.vanishAfterBytes !== undefined && { vanishAfterBytes: options.vanishAfterBytes }),
    });
    pico.start();
    return {
      serialPath: pty.path,
      drivePath: drive.path,
      stop: () => {
        pico.stop();
        drive.remove();
        pty.close();
      },
      counters: () => pico.counters(),
      triggerWindows: () => pico.triggerWindows,
      exactEnergyJ: () => sensor.energyJ,
      fault: () => pico.fault,
    };
  },
} satisfies EmulatedBoardSpec;
