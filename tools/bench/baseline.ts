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
