import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { goldenCases, splitInputs } from '../support/golden-cases.ts';

describe('operators in Node equal TensorFlow Lite Micro, byte for byte', () => {
  const cases = goldenCases();
  if (cases.length === 0) it('golden cases (needs ../shared/golden/ops)');
  for (const { title, graph, records } of cases)
    it(title, async () => {
      const model = await compileGraph(graph);
      const session = await instantiate(model);
      const sizes = model.inputs.map(({ bytes }) => bytes);
      for (const { input, output } of records)
        assert.deepEqual(Buffer.concat(session.infer(splitInputs(input, sizes))), Buffer.from(output));
    });
});
