import { Frame } from '../shared/protocol';
import { begin_frame, end_frame, put32 } from './frames';

let sequence: u32 = 0;

/** Every stream counts its frames from 0, so that a loss shows as a jump. */
export function begin_stream(): void {
  sequence = 0;
}

export function next_in_stream(): u32 {
  return sequence++;
}

export function send_done(status: u32, inferences: u32, windowUs: u32, activeUs: u32): void {
  begin_frame(Frame.DONE, next_in_stream());
  put32(status);
  put32(inferences);
  put32(windowUs);
  put32(activeUs);
  end_frame();
}
