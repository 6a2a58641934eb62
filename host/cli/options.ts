import { type Aim, aims } from '../compile/tiles.ts';
import { type Rounding, roundings } from '../model/rounding.ts';

// Options that several commands share, so that they mean and say the same everywhere.

export const json = { type: 'boolean', default: false, describe: 'one JSON document on stdout' } as const;
export const port = { type: 'string', describe: 'serial port of the board; searched otherwise' } as const;
export const drive = {
  type: 'string',
  describe: 'where the board takes firmware: its BOOTSEL drive, searched otherwise, or an emulator’s folder',
} as const;
export const skipPass = {
  type: 'string',
  array: true,
  default: [] as string[],
  describe: 'leave a compiler pass out, by name',
} as const;
export const optimize = {
  choices: aims,
  default: 'speed' as Aim,
  describe: 'what to spend flash on: fast kernels, or as little code and constants as does the work',
} as const;
export const rounding = {
  choices: roundings,
  default: 'tflm' as Rounding,
  describe: "whose arithmetic: TensorFlow Lite Micro's, or XNNPACK's, as TensorFlow Lite on a host has it",
} as const;
export const model = { type: 'string', demandOption: true, describe: 'a .tflite or .onnx file' } as const;
