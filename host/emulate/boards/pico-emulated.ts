import { fromUf2 } from '../../aot/format/uf2.ts';
import { connectIna219 } from '../connect-ina219.ts';
import { EmulatedPico } from '../pico.ts';
import { openPty } from '../pty.ts';
import { Uf2Drive } from '../uf2-drive.ts';
import type { EmulatedBoardSpec } from './spec.ts';

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
    const sensor = current && connectIna219(pico, current);
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
      exactEnergyJ: () => sensor?.energyJ ?? 0,
      fault: () => pico.fault,
    };
  },
} satisfies EmulatedBoardSpec;
