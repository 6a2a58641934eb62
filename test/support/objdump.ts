import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OBJDUMP = 'arm-none-eabi-objdump';
export const hasObjdump = spawnSync(OBJDUMP, ['--version']).status === 0;

/** GNU objdump's texts of Thumb code at an address. */
export const objdump = (code: Uint8Array, address: number): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-objdump-'));
  try {
    const file = join(folder, 'code.bin');
    writeFileSync(file, code);
    const form = ['-D', '-b', 'binary', '-m', 'arm', '-M', 'force-thumb,reg-names-std', '-z'];
    const { stdout, stderr, status } = spawnSync(OBJDUMP, [...form, `--adjust-vma=${address}`, file], {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    if (status !== 0) throw new Error(`${OBJDUMP} ended with ${status}: ${stderr}`);
    return [...stdout.matchAll(/^\s*[0-9a-f]+:\t[0-9a-f ]+\t(.+)$/gm)].map(([, text]) => text as string);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const common = (text: string): string =>
  text
    .replace(/#0x([0-9a-f]+)/g, (_, digits: string) => `#${Number.parseInt(digits, 16)}`)
    .replace('#-0', '#0')
    .replace(', #0]', ']')
    .trim();

/** Ours in its spelling where we write differently. */
export const asObjdump = (text: string): string =>
  common(
    text
      .replace(/ ;.*/, '')
      .replace(/0x([0-9a-f]{4})_([0-9a-f]{4})/, (_, high, low) => Number(`0x${high}${low}`).toString(16))
      .replace(/^adr(\w*) (\w+), .*/, 'adr$1 $2')
      .replace(/^(\w+|it\w* )hs\b/, '$1cs')
      .replace(/^(\w+|it\w* )lo\b/, '$1cc'),
  );

/** The other way round. Conditions may stand behind any name. */
export const fromObjdump = (text: string): string =>
  common(
    text
      .replace(/\t+/g, ' ')
      .replace(/^add(\w*) (\w+), pc, .*adr.*/, 'adr$1 $2')
      .replace(/\s*@.*/, '')
      .replace(/ <.*>/, '')
      .replace(/^(\w+)\.[nw]/, '$1')
      .replace(/^bkpt 0x/, 'bkpt #0x')
      .replace(/^svc(\w*) /, 'svc$1 #')
      // It takes literals at some negative offsets for unprivileged loads, which have none.
      .replace(/^(ldr(?:|b|h|sb|sh))t((?:[a-z]{2})? \w+, \[pc, #-)/, '$1$2')
      .replace(/\b0x(?=[0-9a-f]{6,8}$)/, '')
      .replace(/^neg(\w+) (\w+), (\w+)$/, 'rsb$1 $2, $3, #0')
      .replace(/^stmdb(\w*) sp!,/, 'push$1')
      .replace(/^ldmia(\w*) sp!,/, 'pop$1')
      .replace(/^mov(\w*) (\w+), (\w+), (lsl|lsr|asr|ror) /, '$4$1 $2, $3, ')
      .replace(/^mov(\w*) (\w+), (\w+), rrx$/, 'rrx$1 $2, $3')
      .replace(/^(dsb|dmb|isb)(\w*) .*/, '$1$2')
      .replace(/^(dfb|ssbb|pssbb)/, 'dsb')
      .replace(/^(nop|dbg|sevl|esb|csdb|psb)((?:[a-z]{2})?)( .*)?$/, 'nop$2')
      .replace(/^(mrs|msr).*/, (all) => all.toLowerCase())
      .replace(/cpsr(_\w+)?/, 'apsr')
      .replace(/\bpsr\b/, 'xpsr'),
  );
