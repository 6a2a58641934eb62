import type { ReportSpec } from './spec.ts';

/** One versioned document; ids and units are stable. */
export default {
  render: ({ layers, model, board }, figures) =>
    `${JSON.stringify({ schema: 'picojoule.run/1', figures, layers, verify: { equal: true }, environment: { model, board, node: process.version } }, null, 2)}\n`,
} satisfies ReportSpec;
