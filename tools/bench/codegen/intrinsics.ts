import { dspInstructions } from '../../../host/aot/ssa/dsp.ts';

const definition = (name: string, parameters: number): string => {
  const arguments_ = Array.from({ length: parameters }, (_, at) => `x${at}`);
  const operands = arguments_.map((_, at) => `, %${at + 1}`).join('');
  const inputs = arguments_.map((argument) => `"r"(${argument})`).join(', ');
  return `static inline uint32_t mcu_${name}(${arguments_.map((argument) => `uint32_t ${argument}`).join(', ')}) {
  uint32_t y;
  __asm__("${name} %0${operands}" : "=r"(y) : ${inputs});
  return y;
}`;
};

/** What a module imports from `mcu`, for gcc: one instruction each, which it may move and merge as it likes. */
export const intrinsics = [
  '#include <stdint.h>',
  ...Object.entries(dspInstructions).flatMap(([name, [parameters, results]]) =>
    results === 1 ? [definition(name, parameters)] : [],
  ),
  '',
].join('\n');
