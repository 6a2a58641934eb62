/**
 * TensorFlow Lite Micro with CMSIS-NN, compiled for ARMv6-M with gcc 12.2 -O3: instructions of one inference, and bytes of arena,
 * counted in QEMU on 2026-11-22 (TFLM 90b983c2, CMSIS-NN 4ab83cc3). MACs are nominal.
 */
export const baseline = {
  kws_ref_model: { instructions: 29_005_626, arenaBytes: 22_820 },
  vww_96_int8: { instructions: 86_879_636, arenaBytes: 100_708 },
  pretrainedResnet_quant: { instructions: 97_571_531, arenaBytes: 54_980 },
  ad01_int8: { instructions: 1_763_413, arenaBytes: 2_580 },
  str_ww_ref_model: { instructions: 9_319_134, arenaBytes: 15_300 },
} as const;

export type BaselineModel = keyof typeof baseline;

/**
 * The same on other processors, instructions of one inference in the order kws, vww, ic, ad, sww: Cortex-M4 with the fastest of
 * many builds (-O2, inline assembly), Cortex-M7 and M33 with -O3.
 */
const elsewhere = {
  'cortex-m4-qemu': [7_212_741, 22_579_408, 28_379_902, 573_266, 2_116_240],
  'cortex-m7-qemu': [7_761_232, 24_483_841, 29_937_687, 582_622, 2_187_203],
  'cortex-m33-qemu': [7_801_083, 24_542_053, 29_931_325, 582_562, 2_219_870],
} as const;

export type PeerBoard = 'pico-emulated' | keyof typeof elsewhere;

export const peerInstructions = (model: BaselineModel, board: PeerBoard): number =>
  board === 'pico-emulated'
    ? baseline[model].instructions
    : (elsewhere[board][Object.keys(baseline).indexOf(model)] as number);
