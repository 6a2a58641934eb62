// Shared by asc and tsc: constants only, no loads, no host types.
//
// One serial line, two dialects. A byte 0xC0 opens a frame; anything else belongs to MLPerf Tiny DUT text, whose
// commands end in '%'.
//
//   0xC0 | type u8 | sequence u8 | payload 0..256 bytes | CRC-16 LE | 0xC0
//
// Between the two 0xC0 bytes: SLIP escapes (RFC 1055). CRC-16/CCITT-FALSE (polynomial 0x1021, initial 0xFFFF) over type,
// sequence and payload. All integers little-endian.
// A host begins with HELLO. A reply repeats its request's sequence number. A request with the sequence number and checksum
// of the one served last is the same request again: the device only repeats its reply, so a host may always repeat.
//
// Stream frames (0xC0..) count in a sequence of their own, from 0 at each request that starts a stream: a jump is a loss,
// and is reported as a gap. Their payload begins with one byte more than is written below: the sequence number of the
// request that started the stream, so that nobody takes another stream's frames for his own. While a stream runs, its own
// request repeated is acknowledged, HELLO or a text command ends it, and everything else is refused with BUSY. After its
// end the request repeated brings ACK and DONE again. Outputs are not part of any stream: READ them.

export const SLIP_END = 0xc0;
export const SLIP_ESC = 0xdb;
export const SLIP_ESC_END = 0xdc;
export const SLIP_ESC_ESC = 0xdd;
export const MAX_PAYLOAD = 256;
export const PROTOCOL_VERSION = 1;
/** The last line of text that firmware sends before it stops for good: no answer will come. */
export const FAULT_LINE = 'e-[hard fault]';
/** Requests are below the printable characters, so that text behind a stray 0xC0 is told from a frame. */
export const LAST_REQUEST = 0x1f;

export enum Frame {
  // Requests, host to device.
  /** empty → INFO */
  HELLO = 0x01,
  /** offset u32 into the concatenated inputs, bytes → ACK */
  LOAD = 0x02,
  /** count u32, warmup u32, flags u8 (InferFlag) → ACK, then LAYER*, RESULT* and DONE */
  INFER = 0x03,
  /** region u8 (Region), offset u32, length u16 (<= 256) → DATA */
  READ = 0x04,
  /** empty → STATS_REPLY */
  STATS = 0x05,
  /** windowMs u32, sensor period µs u32, optionally idle u8 → ACK, then SAMPLE*, DONE. Inferences run back to back in the window, or the core sleeps where idle is not 0. */
  MEASURE = 0x06,

  // Replies, device to host.
  /** version u16, nLayers u16, modelCrc u32, clockHz u32, inputBytes u32, outputBytes u32, arenaBytes u32, stackBytes u32, sensors u8 (Sensor bits), board and model id as "board model" ASCII */
  INFO = 0x81,
  /** empty */
  ACK = 0x82,
  /** bytes */
  DATA = 0x84,
  /** stackUsed u32, arenaUsed u32, stackIntact u32 (0 or 1), sensorIsrUs u32, sensorReads u32, lostSamples u32, rxOverruns u32 */
  STATS_REPLY = 0x85,
  /** status u8 (Status) */
  NAK = 0x8f,

  // Streams, device to host.
  /** status u32, inferences u32, windowUs u32, activeUs u32 (time in inferences, the sensor's interrupts left out; of an idle window the time in those interrupts) */
  DONE = 0xc1,
  /** inference u32, µs u32, cycles u64, CRC-32 of all outputs u32 */
  RESULT = 0xc2,
  /** inference u32, layer u16, reserved u16, µs u32, cycles u32, CRC-32 of its output u32 (0 unless asked) */
  LAYER = 0xc3,
  /** up to 20 × { end of conversion µs u32, shunt register i16, bus register u16 (of the window's beginning), flags u8 (SampleFlag), reserved u8 } */
  SAMPLE = 0xc4,
}

export enum InferFlag {
  LAYER_TIMES = 1,
  LAYER_CRCS = 2,
  /** The network forgets its earlier inferences before each. */
  FRESH = 4,
}

export enum SampleFlag {
  /** The trigger was high when the sensor was read. */
  TRIGGER = 1,
  /** Frames were sent during the conversion: not what an idle board draws. */
  DISTURBED = 2,
}

export enum Region {
  OUTPUT = 0,
  INPUT = 1,
  ARENA = 2,
}

export enum Sensor {
  INA219 = 1,
}

export enum Status {
  OK = 0,
  BAD_CRC = 1,
  BAD_TYPE = 2,
  BAD_LENGTH = 3,
  OUT_OF_RANGE = 4,
  BUSY = 5,
  NO_SENSOR = 6,
  STACK_OVERFLOW = 7,
  /** Of a stream: ended early because another host took over. */
  STOPPED = 8,
}
