import { existsSync, readFileSync } from 'node:fs';
import type { Rounding } from '../../host/model/rounding.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { sharedPath } from './shared.ts';

/** Real int8 networks of supported operators that ../shared has goldens for. */
export const modelNames = [
  'kws_ref_model',
  'vww_96_int8',
  'pretrainedResnet_quant',
  'ad01_int8',
  'str_ww_ref_model',
  'hello_world_int8',
  'simple_add_model',
] as const;
/** Networks of many operators, or with state: their records are consecutive frames. */
export const variedNames = [
  'mcunet_vww',
  'mnist_lstm_int8',
  'keyword_scrambled_8bit',
  'toycar_fullint_micro',
  'ptq_mnist_lenet-300-100',
] as const;
/** Networks of real numbers. */
export const realNames = ['vww_96_float', 'pretrainedResnet_float', 'ad01_fp32'] as const;
export type ModelName = (typeof modelNames | typeof variedNames | typeof realNames)[number];

export interface GoldenModel {
  readonly path: string;
  /** Inputs of each record, concatenated, and the output of TFLite Micro, or of TFLite with XNNPACK. */
  readonly records: readonly { readonly input: Buffer; readonly output: Buffer }[];
  /** Outputs of each operator for the first records, by its place in the model file. */
  readonly layers: readonly { readonly operatorIndex: number; readonly outputs: readonly Buffer[] }[];
}

interface LayerList {
  readonly n: number;
  readonly layers: readonly { readonly op_index: number; readonly offset: number; readonly bytes: number }[];
}

/** undefined where ../shared, or that reference, is absent. */
export const goldenModel = (name: ModelName, reference: Rounding = 'tflm'): GoldenModel | undefined => {
  const path = sharedPath('models', `${name}.tflite`);
  const folder = sharedPath('golden', name);
  if (!path || !folder || !existsSync(`${folder}/out0.${reference}.bin`)) return undefined;
  const read = (file: string) => readFileSync(`${folder}/${file}`);
  const { n, inputs } = JSON.parse(read('manifest.json').toString()) as { n: number; inputs: unknown[] };
  const split = (bytes: Buffer, record: number) =>
    bytes.subarray((record * bytes.length) / n, ((record + 1) * bytes.length) / n);
  const ins = inputs.map((_, index) => read(`in${index}.bin`));
  const outs = read(`out0.${reference}.bin`);
  const records = Array.from({ length: n }, (_, record) => ({
    input: Buffer.concat(ins.map((bytes) => split(bytes, record))),
    output: split(outs, record),
  }));
  if (!existsSync(`${folder}/layers.json`)) return { path, records, layers: [] };
  const list = JSON.parse(read('layers.json').toString()) as LayerList;
  const bytes = read(`layers.${reference}.bin`);
  const layers = list.layers.map(({ op_index, offset, bytes: size }) => ({
    operatorIndex: op_index,
    outputs: Array.from({ length: list.n }, (_, record) => {
      const each = size / list.n;
      return bytes.subarray(offset + record * each, offset + (record + 1) * each);
    }),
  }));
  return { path, records, layers };
};

/** One line of the CRC table at the end of ../shared/reference/baseline-cmsis-nn.md: seed, CRC-32 of the input and of the output. */
type CrcRow = readonly [seed: number, input: number, output: number];
export const crcTable: Partial<Record<ModelName, readonly CrcRow[]>> = {
  kws_ref_model: [
    [1, 0x13d19000, 0x811361ed],
    [2, 0x3007c310, 0xfc17dc01],
    [3, 0x7f27d1e4, 0x6571e677],
    [4, 0xa9ae9076, 0xae82c41b],
    [5, 0x5b0861bd, 0xe12edba9],
  ],
  vww_96_int8: [
    [1, 0x3e6a71e1, 0x90d2a596],
    [2, 0x57e1fec4, 0x455cea13],
    [3, 0x9f2f8bbb, 0xccf8c6c3],
    [4, 0x63a96dd2, 0x90d2a596],
    [5, 0xd54743c3, 0xee846106],
  ],
  pretrainedResnet_quant: [
    [1, 0x2f9ece08, 0x9cb0ed8b],
    [2, 0x9874d667, 0xb2bd82fe],
    [3, 0xb3f28051, 0x99ebcee1],
    [4, 0x4fca5290, 0x4126ee40],
    [5, 0xa041c932, 0x7b6a2898],
  ],
  ad01_int8: [
    [1, 0x9fbf7e95, 0x6076311a],
    [2, 0xe3d2e482, 0xb13c51e1],
    [3, 0x0401c643, 0xd3f607b9],
    [4, 0xef29026b, 0xc3d97100],
    [5, 0xc52b8f41, 0x25124527],
  ],
  str_ww_ref_model: [
    [1, 0x2953f757, 0xe54d3674],
    [2, 0xe2155964, 0xe54d3674],
    [3, 0xfcea276a, 0xe54d3674],
    [4, 0x0e88c0b9, 0xe423e90c],
    [5, 0x864e55a8, 0xe54d3674],
  ],
};

/** Its generator: seeds 4 and 5 are shifted right arithmetically by 2 and 4. */
export const crcInput = (seed: number, bytes: number): Uint8Array => {
  const shift = { 4: 2, 5: 4 }[seed] ?? 0;
  return seededInput(bytes, seed).map((byte) => ((byte << 24) >> (24 + shift)) & 0xff);
};
