/** Whether the target has the instructions of arith/dsp: the compiler's `--use HAS_DSP=0|1`. */
declare const HAS_DSP: bool;
