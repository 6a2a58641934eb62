import { Frame } from '../shared/protocol';
import { begin_frame, end_frame, put32, put8 } from './frames';

// The one stream that may run: which request started it, how far it has come, and how it ended.

let request: u32 = 0;
let sequence: u32 = 0;
let isRunning: bool = false;
let isStopped: bool = false;
// The last DONE, for a host that did not get it.
let doneSequence: u32 = 0;
let doneStatus: u32 = 0;
let doneInferences: u32 = 0;
let doneWindowUs: u32 = 0;
let doneActiveUs: u32 = 0;

/** The request that waits for the main loop, 0 if none does, and its three arguments; see `streams.ts`. */
export let ordered: u32 = 0;
export let order_a: u32 = 0;
export let order_b: u32 = 0;
export let order_c: u32 = 0;

/** Accepts a stream: frames count from 0 and carry the request's sequence number, so that a loss or another's frame shows. */
export function order_stream(type: u32, by: u32, a: u32, b: u32, c: u32): void {
  request = by;
  sequence = 0;
  isRunning = true;
  isStopped = false;
  ordered = type;
  order_a = a;
  order_b = b;
  order_c = c;
}

export function is_streaming(): bool {
  return isRunning;
}

/** Asks the stream to end early: another host greets, or speaks the text dialect. */
export function stop_stream(): void {
  isStopped = isRunning;
}

export function must_stop(): bool {
  return isStopped;
}

export function begin_stream_frame(type: u32): void {
  begin_frame(type, sequence++);
  put8(request);
}

export function end_stream(status: u32, inferences: u32, windowUs: u32, activeUs: u32): void {
  doneSequence = sequence;
  doneStatus = status;
  doneInferences = inferences;
  doneWindowUs = windowUs;
  doneActiveUs = activeUs;
  isRunning = false;
  isStopped = false;
  ordered = 0;
  send_done();
}

/** Sends the last DONE, as often as its request is repeated. */
export function send_done(): void {
  begin_frame(Frame.DONE, doneSequence);
  put8(request);
  put32(doneStatus);
  put32(doneInferences);
  put32(doneWindowUs);
  put32(doneActiveUs);
  end_frame();
}
