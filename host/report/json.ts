import type { ReportSpec } from './spec.ts';

/** One versioned document; ids and units are stable, and a figure without an honest value has none. */
export default {
  render: ({ facts: { model, board, layers, verified }, figures, environment, failure }) =>
    `${JSON.stringify(
      {
        schema: 'picojoule.run/1',
        model,
        board,
        figures,
        layers,
        verify: verified ? { equal: true, ...verified } : { equal: null, records: 0, layers: 0 },
        environment,
        ...(failure && { failure: { code: failure.code, message: failure.message, remedy: failure.remedy } }),
      },
      null,
      2,
    )}\n`,
} satisfies ReportSpec;
