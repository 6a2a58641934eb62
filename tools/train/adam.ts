import type { Reals } from './reals.ts';

/** Adam (Kingma and Ba, 2015) with the paper's constants; `step` uses up and clears the summed gradients of a batch. */
export const adam = (parameters: readonly { readonly values: Reals; readonly gradient: Reals }[]) => {
  const beta1 = 0.9;
  const beta2 = 0.999;
  const epsilon = 1e-8;
  const moments = parameters.map(({ values }) => ({
    first: new Float64Array(values.length),
    second: new Float64Array(values.length),
  }));
  let steps = 0;
  return {
    step(batch: number, rate: number): void {
      steps++;
      const correctedRate = (rate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
      parameters.forEach(({ values, gradient }, p) => {
        const { first, second } = moments[p] as (typeof moments)[number];
        for (let i = 0; i < values.length; i++) {
          const slope = (gradient[i] as number) / batch;
          const mean = beta1 * (first[i] as number) + (1 - beta1) * slope;
          const square = beta2 * (second[i] as number) + (1 - beta2) * slope * slope;
          first[i] = mean;
          second[i] = square;
          values[i] = (values[i] as number) - (correctedRate * mean) / (Math.sqrt(square) + epsilon);
        }
        gradient.fill(0);
      });
    },
  };
};
