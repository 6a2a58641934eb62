import assert from 'node:assert/strict';
import { ToolError } from '../../host/errors.ts';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { planProof } from '../support/operators/proofs.ts';
import { proofTargets } from '../support/operators/targets.ts';
import { qonnxCases } from '../support/qonnx/cases.ts';

const TIMEOUT_MS = 600_000;
const RUN = 65;
const REFUSED = 19;

/** How we say what a class of refusals is about. */
const causes: Readonly<Record<string, RegExp>> = {
  'quant-one-bit': /Quant: 1 bit signed, whose levels would be -1 and 0: use BipolarQuant \(node of /,
  'quant-bits': /Quant: (bit width (0|3\.5): integers from 1 to 32|more than 256 levels: 8 bits are the most)/,
  'quant-rounding': /Quant: rounding mode STOCHASTIC: ROUND, HALF_EVEN, .* are known/,
  'quant-scale': /Quant: scale (0|-0\.5): it must be positive/,
  'quant-zero-point': /Quant: zero point 0\.5 is no integer/,
  'quant-dynamic': /Quant: (scale|bit width) computed at run time: make it a constant/,
  'float-weights': /MatMul: float weights: no quantiser on them; put a Quant or BipolarQuant before it/,
  'unsupported-op': /FloatQuant: a minifloat is no integer format: quantise with Quant|general\.Frobnicate \(node of /,
  'scale-does-not-fold':
    /(MatMul: an input whose scale differs along the summed axis|Add: scales .* have no common grid): scales do not fold/,
  'trunc-scale': /Trunc: output scale \/ input scale = 3, which is no power of two/,
  'trunc-bits': /Trunc: from 4 to 8 bits: it only drops bits/,
  'bn-training': /BatchNormalization: training mode: export the network for inference/,
};

describe('given cases of QONNX', () => {
  const { accepted, refused, wrongly } = qonnxCases();
  if (accepted.length === 0) return void it('equal its outputs (needs ../shared/golden/bnn)');

  it(`are accepted, the ${RUN} that are to run`, () => {
    assert.deepEqual(
      wrongly.map(({ id, result }) => `${id}: ${result}`),
      [],
    );
    assert.equal(accepted.length, RUN);
  });

  it(`are refused with the cause and the next step, ${REFUSED} of them`, () => {
    assert.equal(refused.length, REFUSED);
    for (const { id, code, reason, result } of refused) {
      assert.ok(result instanceof ToolError, `${id} is taken: ${reason}`);
      assert.match(result.message, causes[code] ?? /^$/, id);
      assert.ok(result.remedy.length > 0, id);
    }
  });

  for (const target of proofTargets) {
    const verdictOf = verdictsOf(accepted, target);
    const proof = { operator: 'MULTI', dtype: 'qonnx', target: target.name, source: 'given', count: RUN } as const;
    const isProven = planProof(proof);
    it(`${target.name}: ${RUN} cases, byte for byte where the manifest says so`, async () => {
      await assertNoDifference(accepted, verdictOf);
      isProven();
    }).timeout(TIMEOUT_MS);
  }
});
