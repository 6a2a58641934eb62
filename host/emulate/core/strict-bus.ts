import type { RP2040 } from 'rp2040js';
import { EmulatorFault } from '../fault.ts';
import type { SlowBus } from './interpreter.ts';

const SIO_REGION = 0xd;
const PPB_PAGE = 0xe000e;

/**
 * Everything that is neither RAM nor flash. The package answers bad accesses with a warning; silicon with a HardFault.
 * The mask ROM counts as unmapped: it is not modelled, and a read below 0x4000 is a null pointer.
 */
export class StrictBus implements SlowBus {
  readonly #mcu: RP2040;
  readonly #beforeAccess: () => void;
  readonly #afterAccess: () => void;

  constructor(mcu: RP2040, beforeAccess: () => void, afterAccess: () => void) {
    this.#mcu = mcu;
    this.#beforeAccess = beforeAccess;
    this.#afterAccess = afterAccess;
  }

  load(address: number, bytes: 1 | 2 | 4, pc: number): number {
    if ((address & (bytes - 1)) !== 0) throw new EmulatorFault('unaligned read', pc, address);
    if (!this.#isMapped(address)) throw new EmulatorFault('unmapped read', pc, address);
    this.#beforeAccess();
    const mcu = this.#mcu;
    const value =
      bytes === 4 ? mcu.readUint32(address) : bytes === 2 ? mcu.readUint16(address) : mcu.readUint8(address);
    this.#afterAccess();
    return value;
  }

  store(address: number, bytes: 1 | 2 | 4, value: number, pc: number): void {
    if ((address & (bytes - 1)) !== 0) throw new EmulatorFault('unaligned write', pc, address);
    if (address >>> 26 === 0x1000_0000 >>> 26) throw new EmulatorFault('flash write', pc, address);
    if (!this.#isMapped(address)) throw new EmulatorFault('unmapped write', pc, address);
    this.#beforeAccess();
    const mcu = this.#mcu;
    if (bytes === 4) mcu.writeUint32(address, value);
    else if (bytes === 2) mcu.writeUint16(address, value);
    else mcu.writeUint8(address, value);
    this.#afterAccess();
  }

  #isMapped(address: number): boolean {
    return (
      address >>> 28 === SIO_REGION ||
      address >>> 12 === PPB_PAGE ||
      this.#mcu.findPeripheral(address) !== undefined ||
      (address >= 0x5010_0000 && address < 0x5010_1000)
    );
  }
}
