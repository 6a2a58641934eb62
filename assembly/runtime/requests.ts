import { rx_overruns } from '../board';
import { frame_buffer } from '../drivers/memory';
import { Descriptor } from '../shared/descriptor';
import { Frame, MAX_PAYLOAD, PROTOCOL_VERSION, Region, Sensor, Status } from '../shared/protocol';
import { crc16 } from './checksum';
import { begin_frame, end_frame, put16, put32, put8, put_text, send_frame } from './frames';
import { arena_used, is_stack_intact, stack_used } from './marks';
import { model, output_byte } from './model';
import { has_sensor, lost_samples, sensor_reads, sensor_us } from './power';
import { is_streaming, order_stream, send_done, stop_stream } from './stream';

/** The interrupt and its transfer of some 120 µs must leave room for inferences. */
const MIN_PERIOD_US: u32 = 1000;
/** Sums of microseconds and of the sensor's cycles stay below 2^32. */
const MAX_WINDOW_MS: u32 = 1_000_000;

/** Sequence number and checksum of the request served last: both again are the same request again. */
let served: u32 = 0xffff;
let servedCrc: u32 = 0;
/** Whether its reply is still in the buffer, and whether it started a stream. */
let isKept: bool = false;
let isStream: bool = false;

function u32_at(at: usize): u32 {
  return load<u8>(at) | ((<u32>load<u8>(at, 1)) << 8) | ((<u32>load<u8>(at, 2)) << 16) | ((<u32>load<u8>(at, 3)) << 24);
}

function refuse(sequence: u32, status: u32): void {
  begin_frame(Frame.NAK, sequence);
  put8(status);
  end_frame();
}

function acknowledge(sequence: u32): void {
  begin_frame(Frame.ACK, sequence);
  end_frame();
}

/** Serves one unescaped frame of `length` bytes, CRC included; false if it is damaged. */
export function serve_frame(length: u32): bool {
  const frame = frame_buffer();
  if (length < 4) return false;
  let crc: u32 = 0xffff;
  for (let at: u32 = 0; at < length - 2; at++) crc = crc16(crc, load<u8>(frame + at));
  const type = <u32>load<u8>(frame);
  const sequence = <u32>load<u8>(frame, 1);
  const sent = (<u32>load<u8>(frame + length - 2)) | ((<u32>load<u8>(frame + length - 1)) << 8);
  if (crc != sent) {
    isKept = false;
    refuse(sequence, Status.BAD_CRC);
    return false;
  }
  const isRepeat = sequence == served && crc == servedCrc && type != Frame.HELLO;
  if (isRepeat && isKept) send_frame();
  else if (isRepeat && isStream) {
    acknowledge(sequence);
    if (!is_streaming()) send_done();
  } else if (is_streaming() && type != Frame.HELLO) {
    isKept = false;
    refuse(sequence, Status.BUSY);
  } else {
    // A greeting begins a host's session: nobody waits for the stream any more.
    stop_stream();
    served = sequence;
    servedCrc = crc;
    isKept = true;
    isStream = false;
    serve(type, sequence, frame + 2, length - 4);
  }
  return true;
}

function serve(type: u32, sequence: u32, payload: usize, bytes: u32): void {
  if (type == Frame.HELLO) hello(sequence);
  else if (type == Frame.LOAD) load_input(sequence, payload, bytes);
  else if (type == Frame.READ) read(sequence, payload, bytes);
  else if (type == Frame.STATS) stats(sequence);
  else if (type == Frame.INFER) infer_many(sequence, payload, bytes);
  else if (type == Frame.MEASURE) measure(sequence, payload, bytes);
  else refuse(sequence, Status.BAD_TYPE);
}

function hello(sequence: u32): void {
  begin_frame(Frame.INFO, sequence);
  put16(PROTOCOL_VERSION);
  put16(model(Descriptor.LAYER_COUNT));
  put32(model(Descriptor.MODEL_CRC));
  put32(model(Descriptor.CLOCK_HZ));
  put32(model(Descriptor.INPUT_BYTES));
  put32(model(Descriptor.OUTPUT_BYTES));
  put32(model(Descriptor.ARENA_BYTES));
  put32(model(Descriptor.STACK_TOP) - model(Descriptor.STACK_BOTTOM));
  put8(has_sensor() ? Sensor.INA219 : 0);
  put_text(model(Descriptor.BOARD_NAME));
  put8(32);
  put_text(model(Descriptor.MODEL_NAME));
  end_frame();
}

function load_input(sequence: u32, payload: usize, bytes: u32): void {
  if (bytes < 4) return refuse(sequence, Status.BAD_LENGTH);
  const offset = u32_at(payload);
  const n = bytes - 4;
  const total = model(Descriptor.INPUT_BYTES);
  if (offset > total || n > total - offset) return refuse(sequence, Status.OUT_OF_RANGE);
  const to = <usize>(model(Descriptor.STAGING) + offset);
  for (let at: u32 = 0; at < n; at++) store<u8>(to + at, load<u8>(payload + 4 + at));
  acknowledge(sequence);
}

function read(sequence: u32, payload: usize, bytes: u32): void {
  if (bytes != 7) return refuse(sequence, Status.BAD_LENGTH);
  const region = <u32>load<u8>(payload);
  const offset = u32_at(payload + 1);
  const n = (<u32>load<u8>(payload, 5)) | ((<u32>load<u8>(payload, 6)) << 8);
  const total =
    region == Region.OUTPUT
      ? model(Descriptor.OUTPUT_BYTES)
      : region == Region.INPUT
        ? model(Descriptor.INPUT_BYTES)
        : region == Region.ARENA
          ? model(Descriptor.ARENA_BYTES)
          : 0;
  if (n > <u32>MAX_PAYLOAD || offset > total || n > total - offset) return refuse(sequence, Status.OUT_OF_RANGE);
  begin_frame(Frame.DATA, sequence);
  const base = model(region == Region.INPUT ? Descriptor.STAGING : Descriptor.ARENA) + offset;
  for (let at: u32 = 0; at < n; at++)
    put8(region == Region.OUTPUT ? output_byte(offset + at) : <u32>load<u8>(<usize>(base + at)));
  end_frame();
}

function stats(sequence: u32): void {
  begin_frame(Frame.STATS_REPLY, sequence);
  put32(stack_used());
  put32(arena_used());
  put32(is_stack_intact() ? 1 : 0);
  put32(sensor_us());
  put32(sensor_reads);
  put32(lost_samples);
  put32(rx_overruns);
  end_frame();
}

/** The reply leaves now; the stream's own frames overwrite it. */
function start_stream(type: u32, sequence: u32, a: u32, b: u32, c: u32): void {
  acknowledge(sequence);
  isKept = false;
  isStream = true;
  order_stream(type, sequence, a, b, c);
}

function infer_many(sequence: u32, payload: usize, bytes: u32): void {
  if (bytes != 9) return refuse(sequence, Status.BAD_LENGTH);
  start_stream(Frame.INFER, sequence, u32_at(payload), u32_at(payload + 4), load<u8>(payload, 8));
}

function measure(sequence: u32, payload: usize, bytes: u32): void {
  if (bytes != 8 && bytes != 9) return refuse(sequence, Status.BAD_LENGTH);
  const windowMs = u32_at(payload);
  const periodUs = u32_at(payload + 4);
  if (windowMs > MAX_WINDOW_MS || periodUs < MIN_PERIOD_US || periodUs > MAX_WINDOW_MS)
    return refuse(sequence, Status.OUT_OF_RANGE);
  if (!has_sensor()) return refuse(sequence, Status.NO_SENSOR);
  start_stream(Frame.MEASURE, sequence, windowMs, periodUs, bytes == 9 ? load<u8>(payload, 8) : 0);
}
