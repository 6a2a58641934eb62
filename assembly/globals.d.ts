/** Whether the target has the instructions of arith/dsp: the compiler's `--use HAS_DSP=0|1`. */
declare const HAS_DSP: bool;

/** Where a literal's characters lie, with a zero behind them; host/compile/ascii.ts puts the bytes in its place. */
declare function ascii(text: string): usize;
