import assert from 'node:assert/strict';
import { CortexM4 } from '../../../host/emulate/armv7em/cortex-m4.ts';
import { wideRows } from '../../../host/emulate/armv7em/decode.ts';
import { narrowRows } from '../../../host/emulate/armv7em/encodings-narrow.ts';
import { Op } from '../../../host/emulate/armv7em/interpreter.ts';
import type { Row } from '../../../host/emulate/armv7em/rows.ts';
import { runOnQemu } from '../../support/qemu.ts';
import { itOnQemu } from '../../support/qemu-boards.ts';
import { CaseSource } from '../../support/qemu-cases.ts';
import { QemuProgram, RECORD_BYTES } from '../../support/qemu-program.ts';
import { Random } from '../../support/random.ts';

const SEED = Number(process.env['QEMU_SEED'] ?? 20261125);
/** Of each row. 200 take half a minute. */
const CASES = Number(process.env['QEMU_CASES'] ?? 6);
const CASES_OF_IMAGE = 4096;
const FLASH = { origin: 0, bytes: 4 << 20 };
const RAM = { origin: 0x2000_0000, bytes: 4 << 20 };
/** Rows that end a run: breakpoints and what is UNDEFINED for ever. */
const endings: readonly Op[] = [Op.UDF, Op.BKPT];

const rows: readonly Row[] = [...narrowRows, ...wideRows];

/** The same image on our core. */
const runOnCore = (program: QemuProgram): Uint8Array => {
  const { image, end } = program.build();
  const core = new CortexM4({ flash: FLASH, ram: RAM });
  core.program(0, image);
  core.pc = new DataView(image.buffer).getUint32(4, true) - 1;
  assert.ok(core.run(end, 10_000_000), 'our core did not reach the end');
  return core.ram.subarray(0, program.outputBytes());
};

const show = (record: Uint8Array): string => {
  const words = new Uint32Array(record.slice().buffer);
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');
};

const differences = (program: QemuProgram): string[] => {
  const ours = runOnCore(program);
  const theirs = runOnQemu(program.build().image);
  assert.equal(theirs.length, ours.length, 'bytes that QEMU wrote');
  return program.cases.flatMap(({ name, free, registers, apsr }, index) => {
    const [mine, other] = [ours, theirs].map((all) => all.subarray(RECORD_BYTES * index, RECORD_BYTES * (index + 1)));
    if (!mine || !other || Buffer.compare(mine, other) === 0) return [];
    const before = registers.map((word) => (word >>> 0).toString(16)).join(' ');
    return [
      `${name}, without r${free}\n  before ${before} ${apsr.toString(16)}\n  ours ${show(mine)}\n  QEMU ${show(other)}`,
    ];
  });
};

describe('emulated Cortex-M4 beside QEMU', () => {
  itOnQemu(`executes ${CASES} cases of every encoding with equal results (seed ${SEED})`, async () => {
    const source = new CaseSource(new Random(SEED), rows);
    const found: string[] = [];
    const without: string[] = [];
    let program = new QemuProgram(CASES_OF_IMAGE);
    const finish = () => {
      found.push(...differences(program));
      program = new QemuProgram(CASES_OF_IMAGE);
    };
    for (const row of rows) {
      for (let count = 0; count < CASES; count++) {
        const drawn = source.draw(row, program.site);
        if (drawn) program.add(drawn);
        else if (!endings.includes(row[2])) without.push(`${row[1].toString(16)} ${Op[row[2]]}`);
        if (program.cases.length === CASES_OF_IMAGE) finish();
      }
    }
    finish();
    assert.deepEqual(without, []);
    assert.equal(found.length, 0, `${found.length} differences:\n${found.slice(0, 20).join('\n')}`);
  });
});
