import type { Statement } from './statement.ts';

/** Names that a function reads and assigns to. */
export interface Usage {
  readonly read: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
}

/**
 * Which variables a body uses. Backwards: a temporary is read behind its place only, so one that nobody reads is known by then
 * and reads nothing itself.
 */
export const usageOf = (body: readonly Statement[]): Usage => {
  const read = new Set<string>();
  const assigned = new Set<string>();
  const readAll = (names: readonly string[]) => {
    for (const name of names) read.add(name);
  };
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements.toReversed())
      switch (statement.kind) {
        case 'line':
          readAll(statement.reads);
          break;
        case 'temporary':
          if (statement.hasEffect || read.has(statement.name)) readAll(statement.reads);
          break;
        case 'assign':
          assigned.add(statement.name);
          readAll(statement.reads);
          break;
        case 'if':
          visit(statement.otherwise);
          visit(statement.then);
          readAll(statement.reads);
          break;
        case 'loop':
          visit(statement.body);
          break;
        case 'switch':
          for (const { body: inside } of statement.cases) visit(inside);
          readAll(statement.reads);
      }
  };
  visit(body);
  return { read, assigned };
};
