import { SampleFlag } from '../../assembly/shared/protocol.ts';
import { badReply } from './link-errors.ts';

/** Layouts of the frames' payloads; `assembly/shared/protocol.ts` is the contract. */
export interface DeviceInfo {
  readonly version: number;
  readonly nLayers: number;
  readonly modelCrc: number;
  readonly clockHz: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly arenaBytes: number;
  readonly stackBytes: number;
  readonly sensors: number;
  readonly board: string;
  readonly model: string;
}

export interface DeviceStats {
  readonly stackUsed: number;
  readonly arenaUsed: number;
  readonly stackIntact: boolean;
  readonly sensorIsrUs: number;
  readonly sensorReads: number;
  readonly lostSamples: number;
  readonly rxOverruns: number;
}

export interface Done {
  readonly status: number;
  readonly inferences: number;
  readonly windowUs: number;
  readonly activeUs: number;
}

export interface InferenceResult {
  readonly inference: number;
  readonly us: number;
  readonly cycles: bigint;
  readonly crc: number;
}

export interface LayerResult {
  readonly inference: number;
  readonly layer: number;
  readonly us: number;
  readonly cycles: number;
  readonly crc: number;
}

export interface RawSample {
  /** End of the conversion, microseconds of the device's timer, modulo 2^32. */
  readonly us: number;
  readonly shunt: number;
  readonly bus: number;
  readonly trigger: boolean;
  /** The board sent frames during the conversion. */
  readonly disturbed: boolean;
}

const SAMPLE_BYTES = 10;

const viewOf = (payload: Uint8Array, bytes: number, what: string): DataView => {
  if (payload.length < bytes) throw badReply(`${what} has ${payload.length} bytes, ${bytes} are due`);
  return new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
};

export const parseInfo = (payload: Uint8Array): DeviceInfo => {
  const view = viewOf(payload, 29, 'INFO');
  const [board = '', ...model] = new TextDecoder().decode(payload.subarray(29)).replaceAll('\0', '').split(' ');
  return {
    version: view.getUint16(0, true),
    nLayers: view.getUint16(2, true),
    modelCrc: view.getUint32(4, true),
    clockHz: view.getUint32(8, true),
    inputBytes: view.getUint32(12, true),
    outputBytes: view.getUint32(16, true),
    arenaBytes: view.getUint32(20, true),
    stackBytes: view.getUint32(24, true),
    sensors: view.getUint8(28),
    board,
    model: model.join(' '),
  };
};

export const parseStats = (payload: Uint8Array): DeviceStats => {
  const view = viewOf(payload, 28, 'STATS_REPLY');
  return {
    stackUsed: view.getUint32(0, true),
    arenaUsed: view.getUint32(4, true),
    stackIntact: view.getUint32(8, true) === 1,
    sensorIsrUs: view.getUint32(12, true),
    sensorReads: view.getUint32(16, true),
    lostSamples: view.getUint32(20, true),
    rxOverruns: view.getUint32(24, true),
  };
};

export const parseDone = (payload: Uint8Array): Done => {
  const view = viewOf(payload, 16, 'DONE');
  return {
    status: view.getUint32(0, true),
    inferences: view.getUint32(4, true),
    windowUs: view.getUint32(8, true),
    activeUs: view.getUint32(12, true),
  };
};

export const parseResult = (payload: Uint8Array): InferenceResult => {
  const view = viewOf(payload, 20, 'RESULT');
  return {
    inference: view.getUint32(0, true),
    us: view.getUint32(4, true),
    cycles: view.getBigUint64(8, true),
    crc: view.getUint32(16, true),
  };
};

export const parseLayer = (payload: Uint8Array): LayerResult => {
  const view = viewOf(payload, 20, 'LAYER');
  return {
    inference: view.getUint32(0, true),
    layer: view.getUint16(4, true),
    us: view.getUint32(8, true),
    cycles: view.getUint32(12, true),
    crc: view.getUint32(16, true),
  };
};

export const parseSamples = (payload: Uint8Array): RawSample[] => {
  if (payload.length % SAMPLE_BYTES !== 0) throw badReply(`SAMPLE has ${payload.length} bytes`);
  const nSamples = payload.length / SAMPLE_BYTES;
  const view = viewOf(payload, nSamples * SAMPLE_BYTES, 'SAMPLE');
  return Array.from({ length: nSamples }, (_, index) => {
    const at = index * SAMPLE_BYTES;
    return {
      us: view.getUint32(at, true),
      shunt: view.getInt16(at + 4, true),
      bus: view.getUint16(at + 6, true),
      trigger: (view.getUint8(at + 8) & SampleFlag.TRIGGER) !== 0,
      disturbed: (view.getUint8(at + 8) & SampleFlag.DISTURBED) !== 0,
    };
  });
};
