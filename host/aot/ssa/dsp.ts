/**
 * Pure instructions of the DSP extension (ARMv7-M ARM, A4.4.3 to A4.4.6) that sources call by name as functions of import
 * module `mcu`: how many words they take and give. Targets without them refuse; every one is defined in AssemblyScript in
 * assembly/arith/dsp.ts, for hosts.
 */
export const dspInstructions: Readonly<Record<string, readonly [parameters: number, results: 1 | 2]>> = {
  ...Object.fromEntries(['sxtb16', 'uxtb16', 'rev16', 'rbit'].map((name) => [name, [1, 1] as const])),
  ...Object.fromEntries(
    [
      ...['sxtab16', 'uxtab16', 'pkhbt', 'pkhtb', 'qadd', 'qsub', 'usad8', 'smmul', 'smmulr'],
      ...['smuad', 'smuadx', 'smusd', 'smusdx', 'smulbb', 'smulbt', 'smultb', 'smultt', 'smulwb', 'smulwt'],
      ...['sadd8', 'qadd8', 'shadd8', 'uadd8', 'uqadd8', 'uhadd8', 'sadd16', 'qadd16', 'shadd16', 'uadd16', 'uhadd16'],
      ...['ssub8', 'qsub8', 'usub8', 'uqsub8', 'ssub16', 'qsub16', 'usub16'],
    ].map((name) => [name, [2, 1] as const]),
  ),
  ...Object.fromEntries(
    [
      ...['smlad', 'smladx', 'smlsd', 'smlsdx', 'smlabb', 'smlabt', 'smlatb', 'smlatt', 'smlawb', 'smlawt'],
      ...['smmla', 'smmlar', 'smmls', 'smmlsr', 'usada8'],
    ].map((name) => [name, [3, 1] as const]),
  ),
};
