import type { OnnxCase } from './case.ts';
import { convolutions } from './convolutions.ts';
import { dense } from './dense.ts';
import { elementwise } from './elementwise.ts';
import { movements } from './movements.ts';
import { windows } from './windows.ts';

/** A small network of each operator. */
export const onnxCases: readonly OnnxCase[] = [...convolutions, ...dense, ...elementwise, ...windows, ...movements];
