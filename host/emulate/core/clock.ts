type AlarmCallback = () => void;

class Alarm {
  nanos = 0;
  readonly #clock: VirtualClock;
  readonly callback: AlarmCallback;

  constructor(clock: VirtualClock, callback: AlarmCallback) {
    this.#clock = clock;
    this.callback = callback;
  }

  schedule(deltaNanos: number): void {
    this.#clock.link(this, deltaNanos);
  }

  cancel(): void {
    this.#clock.unlink(this);
  }
}

/** Virtual time of one board. The package's own clock is not exported, and cannot be set between alarms. */
export class VirtualClock {
  /** Nanoseconds since reset. The interpreter sets it before every access that may look at it. */
  nanos = 0;
  /** Ascending by time; alarms of one instant fire in the order of their scheduling. */
  readonly #alarms: Alarm[] = [];

  createAlarm(callback: AlarmCallback): Alarm {
    return new Alarm(this, callback);
  }

  link(alarm: Alarm, deltaNanos: number): void {
    this.unlink(alarm);
    alarm.nanos = this.nanos + deltaNanos;
    const later = this.#alarms.findIndex((other) => other.nanos > alarm.nanos);
    this.#alarms.splice(later < 0 ? this.#alarms.length : later, 0, alarm);
  }

  unlink(alarm: Alarm): void {
    const index = this.#alarms.indexOf(alarm);
    if (index >= 0) this.#alarms.splice(index, 1);
  }

  get nextAlarmNanos(): number {
    return this.#alarms[0]?.nanos ?? Number.POSITIVE_INFINITY;
  }

  /** Moves to `nanos`, firing each alarm on the way at its own instant. */
  advanceTo(nanos: number): void {
    for (let alarm = this.#alarms[0]; alarm !== undefined && alarm.nanos <= nanos; alarm = this.#alarms[0]) {
      this.#alarms.shift();
      // An alarm set for the past fires now: time never runs backwards.
      this.nanos = Math.max(this.nanos, alarm.nanos);
      alarm.callback();
    }
    this.nanos = Math.max(this.nanos, nanos);
  }
}
