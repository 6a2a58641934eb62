import { elements } from '../../model/shapes.ts';
import { elementType } from '../element-type.ts';
import { lowerLookup } from '../lookup.ts';
import type { OperatorSpec } from './spec.ts';

/** Bytes become floats by a table: no microcontroller without a floating-point unit is faster. */
export default {
  kinds: ['CAST'],
  lower: (_, { x, y }) => {
    if (x.dtype === 'int8' && y.dtype === 'float32') return lowerLookup(x, y, (value) => value);
    const types = `<${elementType(x.dtype)}, ${elementType(y.dtype)}>`;
    return {
      kernel: 'cast',
      constants: new Uint8Array(0),
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => `cast${types}(${at.inputs[0]}, ${at.output}, ${elements(x.shape)});`,
    };
  },
} satisfies OperatorSpec<'CAST'>;
