import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { inferOnBoard, picoEmulated, startBoard } from '../support/board.ts';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { cut } from '../support/operators/cut.ts';
import { givenCases, isAccepted } from '../support/operators/given-cases.ts';
import type { ProofTarget } from '../support/operators/targets.ts';

/** With the runtime, through the serial line: inputs are loaded and outputs read as concatenated bytes. */
const wholePico: ProofTarget = {
  name: boards['pico-emulated'].title,
  open: async (graph) => {
    const model = await compileGraph(graph, { target: picoEmulated.target });
    const board = startBoard(await buildFirmware(model, picoEmulated));
    const sizes = model.outputs.map(({ bytes }) => bytes);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const infer = async (inputs: readonly Uint8Array[]) => {
      const { output, done } = await inferOnBoard(board, Buffer.concat(inputs), bytes);
      if (done.status !== 0) throw new Error(`status ${done.status}`);
      return cut(output, sizes);
    };
    return [{ where: 'firmware', infer, close: board.stop }];
  },
};

describe('operators in firmware equal TensorFlow Lite Micro, byte for byte', () => {
  const trials = givenCases(['MULTI']).filter(isAccepted);
  const title = `${wholePico.name}: graphs of several operators`;
  if (trials.length === 0) it(`${title} (needs ../shared/golden/ops)`);
  else it(`${title}, ${trials.length} in one image`, () => assertNoDifference(trials, verdictsOf(trials, wholePico)));
});
