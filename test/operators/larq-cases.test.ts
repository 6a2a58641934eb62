import assert from 'node:assert/strict';
import { ToolError } from '../../host/errors.ts';
import { larqCases } from '../support/larq/cases.ts';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { planProof } from '../support/operators/proofs.ts';
import { proofTargets } from '../support/operators/targets.ts';

const TIMEOUT_MS = 600_000;
const REFUSED = 17;

/** How we say what a class of refusals is about. */
const causes: Readonly<Record<string, RegExp>> = {
  'lce-pad-values': /pad_values 2, neither 0 nor 1/,
  'lce-option-missing': /LceBconv2d has no option "(stride_height|channels_in)"|LceBconv2d has no options/,
  'lce-group-size': /2 groups of 20 channels, not a multiple of 32/,
  'lce-group-out': /7 filters for 2 groups/,
  'lce-zero-padding': /zero padding of an odd number of channels, 31, .*only float32 outputs without activation/,
  'lce-quantization': /tensor \d+ has no single scale/,
  'lce-thresholds': /31 thresholds for 32 channels/,
  'lce-multiplier': /7 multipliers for 8 channels/,
  'lce-inputs': /4 inputs, not 5/,
  'lce-filter-type': /a float32 filter that is not packed to bits, as old converters wrote it/,
  'custom-op': /LceBsign, an operator of old converters: convert the model/,
  'lce-quantize-type': /LceQuantize with int16/,
  'lce-dequantize-depth': /\[.*,2\] words for \[.*,32\] signs/,
  'lce-pool': /strides \d×0/,
};

describe("given cases of Larq Compute Engine's operators", () => {
  const { accepted, refused, wrongly } = larqCases();
  if (accepted.length === 0) return void it('equal its outputs (needs ../shared/golden/bnn)');

  it('are accepted, all that are to run', () => {
    assert.deepEqual(
      wrongly.map(({ id, error }) => `${id}: ${error}`),
      [],
    );
  });

  it(`are refused with the cause and the next step, ${REFUSED} of them`, () => {
    assert.equal(refused.length, REFUSED);
    for (const { id, code, reason, error } of refused) {
      assert.ok(error instanceof ToolError, `${id} is taken: ${reason}`);
      assert.match(error.message, causes[code] ?? /^$/, id);
      assert.ok(error.remedy.length > 0, id);
    }
  });

  const titles = [...new Set(accepted.map(({ operator, dtype }) => `${operator} ${dtype}`))];
  for (const target of proofTargets)
    describe(target.name, () => {
      const verdictOf = verdictsOf(accepted, target);
      for (const title of titles) {
        const own = accepted.filter(({ operator, dtype }) => `${operator} ${dtype}` === title);
        const [{ operator, dtype }] = own as [(typeof own)[number]];
        const isProven = planProof({ operator, dtype, target: target.name, source: 'given', count: own.length });
        it(`${title}: ${own.length} cases, byte for byte`, async () => {
          await assertNoDifference(own, verdictOf);
          isProven();
        }).timeout(TIMEOUT_MS);
      }
    });
});
