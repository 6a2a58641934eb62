import type { Condition } from './expression.ts';

/** Where branches go. */
export interface Label {
  readonly name: string;
}

interface Reading {
  /** Names of the variables that it reads. */
  readonly reads: readonly string[];
}

/** What a function does, as a tree; how it is written in C is up to print.ts. */
export type Statement =
  | ({ readonly kind: 'line'; readonly text: string } & Reading)
  /** A variable of its own for one value; left out where nobody reads it, but for its effect. */
  | ({
      readonly kind: 'temporary';
      readonly name: string;
      readonly type: string;
      readonly text: string;
      readonly hasEffect: boolean;
    } & Reading)
  /** A variable that several places assign to. */
  | { readonly kind: 'variable'; readonly name: string; readonly type: string }
  | ({ readonly kind: 'assign'; readonly name: string; readonly text: string } & Reading)
  | ({
      readonly kind: 'if';
      readonly condition: Condition;
      readonly then: Statement[];
      readonly otherwise: Statement[];
    } & Reading)
  /** Repeats only by branches to its label. */
  | { readonly kind: 'loop'; readonly label: Label; readonly body: Statement[]; isLeftAtEnd: boolean }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'jump'; readonly label: Label }
  | ({ readonly kind: 'switch'; readonly text: string; readonly cases: readonly Case[] } & Reading);

export interface Case {
  readonly numbers: readonly number[];
  readonly isDefault: boolean;
  readonly body: readonly Statement[];
}
