import type { Case, Label, Statement } from './statement.ts';
import type { Usage } from './usage.ts';

/** What `continue` repeats and what `break` leaves at a place. */
interface Place {
  readonly again?: Label | undefined;
  readonly exits: readonly Label[];
}

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

const isJump = (statement: Statement | undefined, label: Label): boolean =>
  statement?.kind === 'jump' && statement.label === label;

/** The labels right behind a loop: to leave it is to branch there. */
const labelsFrom = (statements: readonly Statement[], first: number): Label[] => {
  const labels: Label[] = [];
  for (let at = first; statements[at]?.kind === 'label'; at++) labels.push((statements[at] as Of<'label'>).label);
  return labels;
};

/** Whether one of the names ends with the braces around these statements. */
const declares = (statements: readonly Statement[], names: readonly string[]): boolean =>
  statements.some(
    (statement) => (statement.kind === 'temporary' || statement.kind === 'variable') && names.includes(statement.name),
  );

/** Writes statements in C, two spaces a level; labels that no `goto` needs are left out. */
export class Printer {
  readonly #lines: { readonly text: string; readonly label?: Label }[] = [];
  readonly #targets = new Set<Label>();
  #depth = 1;

  constructor(readonly usage: Usage) {}

  get text(): string {
    const isWritten = ({ label }: { label?: Label }) => !label || this.#targets.has(label);
    return this.#lines
      .filter(isWritten)
      .map(({ text }) => `${text}\n`)
      .join('');
  }

  line(text: string): void {
    this.#lines.push({ text: '  '.repeat(this.#depth) + text });
  }

  list(statements: readonly Statement[], place: Place = { exits: [] }): void {
    statements.forEach((statement, at) => {
      if (statement.kind === 'loop') this.#loop(statement, labelsFrom(statements, at + 1));
      else this.#statement(statement, place);
    });
  }

  #statement(statement: Exclude<Statement, Of<'loop'>>, place: Place): void {
    switch (statement.kind) {
      case 'line':
        return this.line(`${statement.text};`);
      case 'temporary':
        return this.#temporary(statement);
      case 'variable':
        return this.variables(statement.type, [statement.name]);
      case 'assign':
        return this.line(`${statement.name} = ${statement.text};`);
      case 'if':
        return this.#if(statement, place);
      case 'label':
        return this.#label(statement.label, ':;');
      case 'jump':
        return this.line(this.#jump(statement.label, place));
      case 'switch':
        return this.#switch(statement.text, statement.cases, place);
    }
  }

  /** Declares those that are used; what is only assigned to is named once more, or compilers would warn. */
  variables(type: string, names: readonly string[], value = ''): void {
    const used = names.filter((name) => this.usage.read.has(name) || this.usage.assigned.has(name));
    if (used.length > 0) this.line(`${type} ${used.map((name) => name + value).join(', ')};`);
    this.unread(used);
  }

  unread(names: readonly string[]): void {
    for (const name of names) if (!this.usage.read.has(name)) this.line(`(void)${name};`);
  }

  #temporary({ name, type, text, hasEffect }: Of<'temporary'>): void {
    if (this.usage.read.has(name)) this.line(`const ${type} ${name} = ${text};`);
    else if (hasEffect) this.line(`${text};`);
  }

  #jump(label: Label, { again, exits }: Place): string {
    if (label === again) return 'continue;';
    if (exits.includes(label)) return 'break;';
    this.#targets.add(label);
    return `goto ${label.name};`;
  }

  #label(label: Label, end: string): void {
    this.#lines.push({ text: `${'  '.repeat(this.#depth - 1)}${label.name}${end}`, label });
  }

  #block(head: string, statements: readonly Statement[], place: Place): void {
    this.line(`${head} {`);
    this.#depth++;
    this.list(statements, place);
    this.#depth--;
  }

  #if({ condition, then, otherwise }: Of<'if'>, place: Place): void {
    if (then.length === 0 && otherwise.length === 0) return;
    const [holds, first, second] =
      then.length > 0 ? [condition.holds, then, otherwise] : [condition.fails, otherwise, then];
    const [only] = first;
    if (first.length === 1 && only?.kind === 'jump' && second.length === 0)
      return this.line(`if (${holds}) ${this.#jump(only.label, place)}`);
    this.#block(`if (${holds})`, first, place);
    if (second.length > 0) this.#block('} else', second, place);
    this.line('}');
  }

  #loop({ label, body, isLeftAtEnd }: Of<'loop'>, exits: readonly Label[]): void {
    this.#label(label, ':');
    const last = body.at(-1);
    if (last?.kind === 'if' && last.otherwise.length === 0 && isJump(last.then.at(-1), label) && isLeftAtEnd) {
      if (body.length === 1) {
        // Tested in front of every turn.
        this.#block(`while (${last.condition.holds})`, last.then.slice(0, -1), { again: label, exits });
        return this.line('}');
      }
      if (last.then.length === 1 && !declares(body, last.reads)) {
        // Tested behind every turn: `continue` would test, too.
        this.#block('do', body.slice(0, -1), { exits });
        return this.line(`} while (${last.condition.holds});`);
      }
    }
    const turn = isJump(last, label) ? body.slice(0, -1) : body;
    this.#block('for (;;)', turn, { again: label, exits });
    if (isLeftAtEnd) this.line('  break;');
    this.line('}');
  }

  /** `break` would leave the switch, `continue` repeats the loop around it. */
  #switch(text: string, cases: readonly Case[], { again }: Place): void {
    this.line(`switch (${text}) {`);
    for (const { numbers, isDefault, body } of cases) {
      const labels = [...numbers.map((number) => `case ${number}u:`), ...(isDefault ? ['default:'] : [])];
      this.line(`  ${labels.join(' ')}`);
      this.#depth += 2;
      this.list(body, { again, exits: [] });
      this.#depth -= 2;
    }
    this.line('}');
  }
}
