import { damaged, printable } from '../errors.ts';
import type { Activation, DType, Padding } from '../graph.ts';
import type { CustomKind, OptionsByKind } from '../options.ts';
import { type FlexValue, readFlexMap } from './flexbuffer.ts';
import { type FlexEntry, writeFlexMap } from './flexbuffer-writer.ts';
import { tensorTypes } from './schema.ts';

/** One option of a custom operator: its key, and how its value is read and written. */
interface CustomField<T> {
  readonly key: string;
  /** Undefined where the value is none of its kind. */
  readonly read: (value: FlexValue) => T | undefined;
  readonly write: (value: T) => FlexEntry;
  /** Where the key is absent. */
  readonly fallback?: T;
}

const int = (key: string): CustomField<number> => ({
  key,
  read: (value) => (typeof value === 'number' && value === (value | 0) ? value | 0 : undefined),
  write: (value) => ({ kind: 'int', value }),
});
const orZero = (key: string): CustomField<number> => ({ ...int(key), fallback: 0 });
const bool = (key: string): CustomField<boolean> => ({
  key,
  read: (value) => (typeof value === 'string' ? undefined : Boolean(value)),
  write: (value) => ({ kind: 'bool', value: Number(value) }),
});
const float = (key: string): CustomField<number> => ({
  key,
  read: (value) => (typeof value === 'string' ? undefined : Math.fround(Number(value))),
  write: (value) => ({ kind: 'float', value }),
});
const type = (key: string): CustomField<DType> => ({
  key,
  read: (value) => (typeof value === 'number' ? tensorTypes[value] : undefined),
  write: (value) => ({ kind: 'int', value: tensorTypes.indexOf(value) }),
});

const oneOf = <T>(key: string, values: readonly T[]): CustomField<T> => ({
  key,
  read: (value) => (typeof value === 'number' ? values[value] : undefined),
  write: (value) => ({ kind: 'int', value: values.indexOf(value) }),
});

/** As Larq Compute Engine numbers them (larq_compute_engine/mlir/ir/lce_ops.td). */
const paddings: readonly Padding[] = ['same', 'valid'];
const activations: readonly Activation[] = ['none', 'relu', 'relu_n1_to_1', 'relu6'];

type Fields<T> = { readonly [F in keyof T]: CustomField<T[F]> };

/** The custom operators that have names here, and the keys of their options. */
const customFields: { readonly [K in CustomKind]: Fields<OptionsByKind[K]> } = {
  CIRCULAR_BUFFER: { cyclesMax: int('cycles_max') },
  LceBconv2d: {
    activation: oneOf('fused_activation_function', activations),
    channelsIn: int('channels_in'),
    dilationH: int('dilation_height_factor'),
    dilationW: int('dilation_width_factor'),
    padValues: int('pad_values'),
    padding: oneOf('padding', paddings),
    strideH: int('stride_height'),
    strideW: int('stride_width'),
  },
  LceBMaxPool2d: {
    filterH: orZero('filter_height'),
    filterW: orZero('filter_width'),
    padding: { ...oneOf('padding', paddings), fallback: 'same' },
    strideH: orZero('stride_height'),
    strideW: orZero('stride_width'),
  },
  LceDequantize: {},
  LceQuantize: {},
  QonnxAdd: { first: int('first'), second: int('second'), offset: int('offset') },
  QonnxLevels: { axis: int('axis') },
  QonnxReal: { axis: int('axis') },
  QonnxSums: {
    padTop: int('pad_top'),
    padLeft: int('pad_left'),
    strideH: int('stride_h'),
    strideW: int('stride_w'),
    dilationH: int('dilation_h'),
    dilationW: int('dilation_w'),
    zero: int('zero'),
    weightBits: int('weight_bits'),
    valueBits: int('value_bits'),
  },
  SignalDelay: { delayLength: int('delay_length') },
  SignalEnergy: { endIndex: int('end_index'), startIndex: int('start_index') },
  SignalFftAutoScale: {},
  SignalFilterBank: { numChannels: int('num_channels') },
  SignalFilterBankLog: { inputCorrectionBits: int('input_correction_bits'), outputScale: int('output_scale') },
  SignalFilterBankSpectralSubtraction: {
    alternateOneMinusSmoothing: int('alternate_one_minus_smoothing'),
    alternateSmoothing: int('alternate_smoothing'),
    clamping: bool('clamping'),
    minSignalRemaining: int('min_signal_remaining'),
    numChannels: int('num_channels'),
    oneMinusSmoothing: int('one_minus_smoothing'),
    smoothing: int('smoothing'),
    smoothingBits: int('smoothing_bits'),
    spectralSubtractionBits: int('spectral_subtraction_bits'),
  },
  SignalFilterBankSquareRoot: {},
  SignalFramer: { frameSize: int('frame_size'), frameStep: int('frame_step'), prefill: bool('prefill') },
  SignalIrfft: { type: type('T'), fftLength: int('fft_length') },
  SignalOverlapAdd: { type: type('T'), frameStep: int('frame_step') },
  SignalPCAN: { snrShift: int('snr_shift') },
  SignalRfft: { type: type('T'), fftLength: int('fft_length') },
  SignalStacker: {
    numChannels: int('num_channels'),
    stackerLeftContext: int('stacker_left_context'),
    stackerRightContext: int('stacker_right_context'),
    stackerStep: int('stacker_step'),
  },
  SignalWindow: { shift: int('shift') },
  TFLite_Detection_PostProcess: {
    maxDetections: int('max_detections'),
    maxClassesPerDetection: int('max_classes_per_detection'),
    detectionsPerClass: { ...int('detections_per_class'), fallback: 100 },
    useRegularNms: { ...bool('use_regular_nms'), fallback: false },
    nmsScoreThreshold: float('nms_score_threshold'),
    nmsIouThreshold: float('nms_iou_threshold'),
    numClasses: int('num_classes'),
    yScale: float('y_scale'),
    xScale: float('x_scale'),
    hScale: float('h_scale'),
    wScale: float('w_scale'),
  },
};

/** What a file means that gives no options, where it may do so. */
const absentOptions: { readonly [K in CustomKind]?: OptionsByKind[K] } = { CIRCULAR_BUFFER: { cyclesMax: 0 } };

/** Their options are found by their keys, and others may be among them. */
const foundByKey: readonly CustomKind[] = ['LceBconv2d', 'LceBMaxPool2d', 'TFLite_Detection_PostProcess'];

/** Custom operators of files that are to be made anew, and why. */
const outdated: Readonly<Record<string, string>> = {
  LceBsign: 'LceBsign, an operator of old converters: convert the model with a current Larq Compute Engine',
};

/** What an operator is to be refused as. */
export const foreignName = (name: string): string => outdated[name] ?? `CUSTOM ${printable(name)}`;

export const isCustom = (kind: string): kind is CustomKind => Object.hasOwn(customFields, kind);

const fieldsOf = (kind: CustomKind) => Object.entries(customFields[kind]) as [string, CustomField<unknown>][];

/**
 * TensorFlow Lite Micro takes options of the audio front end by their place in the map: another key would shift those behind it.
 * @throws ToolError `MODEL_DAMAGED`
 */
export const readCustomOptions = <K extends CustomKind>(kind: K, bytes: Uint8Array): OptionsByKind[K] => {
  const fields = fieldsOf(kind);
  if (fields.length === 0) return {} as OptionsByKind[K];
  const absent = absentOptions[kind];
  if (bytes.length === 0 && absent) return absent;
  const hasFallbacks = fields.every(([, { fallback }]) => fallback !== undefined);
  if (bytes.length === 0 && !hasFallbacks) throw damaged(`${kind} has no options`);
  const map = bytes.length === 0 ? new Map<string, FlexValue>() : readFlexMap(bytes);
  const values = fields.map(([name, { key, read, fallback }]) => {
    const given = map.get(key);
    const value = given === undefined ? fallback : read(given);
    if (value === undefined) throw damaged(`${kind} has no option "${key}" that fits`);
    return [name, value] as const;
  });
  if (map.size !== fields.length && !foundByKey.includes(kind))
    throw damaged(`${kind} has ${map.size} options, not ${fields.length}`);
  return Object.fromEntries(values) as unknown as OptionsByKind[K];
};

/** @returns nothing for an operator without options */
export const writeCustomOptions = <K extends CustomKind>(kind: K, options: OptionsByKind[K]): Uint8Array => {
  const fields = fieldsOf(kind);
  if (fields.length === 0) return new Uint8Array(0);
  const given = options as Readonly<Record<string, unknown>>;
  return writeFlexMap(Object.fromEntries(fields.map(([name, { key, write }]) => [key, write(given[name])])));
};
