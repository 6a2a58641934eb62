/** The APSR. N is the sign of `n`, Z is `z` = 0, V is the sign of `v`. ARMv7-M ARM (DDI 0403), B1.4.2. */
export const packStatus = (n: number, z: number, c: number, v: number, q: number, ge: number): number =>
  (n & (1 << 31)) | ((z === 0 ? 1 : 0) << 30) | (c << 29) | ((v >>> 31) << 28) | (q << 27) | (ge << 16);

/** Special registers as MRS and MSR number them (B5.1.1); those below 8 are parts of the xPSR. */
export const [MSP, PRIMASK, FAULTMASK] = [8, 16, 19] as const;
const [PSP, BASEPRI, BASEPRI_MAX, CONTROL] = [9, 17, 18, 20] as const;

/** PSP, the masks of exceptions and CONTROL, of a core that never takes an exception and always uses MSP in privileged mode. */
export class SpecialRegisterFile {
  readonly #values = new Int32Array(CONTROL + 1);

  read(number: number): number {
    return this.#values[number === BASEPRI_MAX ? BASEPRI : number] as number;
  }

  /** False where the value is not allowed. */
  write(number: number, value: number): boolean {
    const values = this.#values;
    if (number === PRIMASK || number === FAULTMASK) values[number] = value & 1;
    else if (number === BASEPRI) values[BASEPRI] = value & 0xff;
    else if (number === BASEPRI_MAX) {
      const [level, current] = [value & 0xff, values[BASEPRI] as number];
      if (level !== 0 && (current === 0 || level < current)) values[BASEPRI] = level;
    } else if (number === PSP) values[PSP] = value;
    return number === PSP ? (value & 3) === 0 : number !== CONTROL || value === 0;
  }
}
