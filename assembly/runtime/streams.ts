import { micros, sleep } from '../board';
import { Frame, InferFlag, Status } from '../shared/protocol';
import { active_us, infer, infer_layers, reset_active, send_result } from './inference';
import { is_stack_intact } from './marks';
import { reset_state } from './model';
import { send_samples, sensor_us, start_sampling, stop_sampling } from './power';
import { is_interrupted } from './receive';
import { end_stream, must_stop, ordered, order_a, order_b, order_c } from './stream';

/** Runs the stream that a request ordered, if one did. */
export function run_ordered(): void {
  if (ordered == Frame.INFER) infer_many(order_a, order_b, order_c);
  else if (ordered == Frame.MEASURE) measure(order_a, order_b, order_c != 0);
}

function status(): u32 {
  return is_stack_intact() ? (must_stop() ? Status.STOPPED : Status.OK) : Status.STACK_OVERFLOW;
}

function infer_many(count: u32, warmup: u32, flags: u32): void {
  for (let left = warmup; left > 0 && !is_interrupted(); left--) infer();
  reset_active();
  const start = micros();
  let inference: u32 = 0;
  while (inference < count && !is_interrupted()) {
    if (flags & (InferFlag.LAYER_TIMES | InferFlag.LAYER_CRCS)) {
      if (flags & InferFlag.FRESH) reset_state();
      infer_layers(inference, flags);
    }
    if (flags & InferFlag.FRESH) reset_state();
    infer();
    send_result(inference);
    inference++;
  }
  end_stream(status(), inference, micros() - start, active_us());
}

/** Inferences back to back for `windowMs`, or sleep where `isIdle`, while the sensor is read. */
function measure(windowMs: u32, periodUs: u32, isIdle: bool): void {
  reset_active();
  start_sampling(periodUs);
  const start = micros();
  const windowUs = windowMs * 1000;
  let inferences: u32 = 0;
  do {
    if (isIdle) sleep();
    else {
      infer();
      inferences++;
    }
    send_samples(false);
  } while (micros() - start < windowUs && !is_interrupted());
  const taken = micros() - start;
  stop_sampling();
  send_samples(true);
  end_stream(status(), inferences, taken, isIdle ? sensor_us() : active_us());
}
