import { keywordOf, type List, listsOf, parse, textsOf, wordAt } from './s-expression.ts';

// Scripts of the specification's tests: WebAssembly/spec, interpreter/README.md, "Scripts".

/** A module as it stands in a script. */
export interface ModuleSource {
  readonly id: string | undefined;
  /** In the text format; `quote` is text in a string, which may be no module at all. */
  readonly form: 'text' | 'binary' | 'quote';
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface Action {
  readonly kind: 'invoke' | 'get';
  readonly id: string | undefined;
  readonly name: string;
  readonly args: readonly List[];
}

export type Command = { readonly line: number } & (
  | { readonly kind: 'module'; readonly module: ModuleSource }
  | { readonly kind: 'register'; readonly name: string; readonly id: string | undefined }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'assert_return'; readonly action: Action; readonly expected: readonly List[] }
  | { readonly kind: 'assert_trap' | 'assert_exhaustion'; readonly action: Action; readonly message: string }
  | {
      readonly kind: 'assert_trap_module' | 'assert_invalid' | 'assert_malformed' | 'assert_unlinkable';
      readonly module: ModuleSource;
      readonly message: string;
    }
);

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const idAt = (list: List, index: number): string | undefined => {
  const word = wordAt(list, index);
  return word?.startsWith('$') ? word : undefined;
};

const moduleOf = (list: List, source: string): ModuleSource => {
  const id = idAt(list, 1);
  const word = wordAt(list, id === undefined ? 1 : 2);
  const form = word === 'binary' || word === 'quote' ? word : 'text';
  const bytes = form === 'text' ? new Uint8Array(0) : Buffer.concat(textsOf(list));
  return { id, form, bytes, text: form === 'quote' ? utf8.decode(bytes) : source.slice(list.start, list.end) };
};

const actionOf = (list: List): Action => {
  const [name = new Uint8Array(0)] = textsOf(list);
  const kind = keywordOf(list) === 'get' ? 'get' : 'invoke';
  return { kind, id: idAt(list, 1), name: utf8.decode(name), args: listsOf(list) };
};

const commandOf = (list: List, source: string): Command => {
  const line = source.slice(0, list.start).split('\n').length;
  const kind = keywordOf(list);
  const [first, ...rest] = listsOf(list);
  const [text] = textsOf(list);
  const message = text ? utf8.decode(text) : '';
  switch (kind) {
    case 'module':
      return { line, kind, module: moduleOf(list, source) };
    case 'register':
      return { line, kind, name: message, id: idAt(list, 2) };
    case 'invoke':
    case 'get':
      return { line, kind: 'action', action: actionOf(list) };
    case 'assert_return':
      return { line, kind, action: actionOf(first as List), expected: rest };
    // Before WebAssembly 2.0 the pattern stood in the command.
    case 'assert_return_canonical_nan':
    case 'assert_return_arithmetic_nan':
      return {
        line,
        kind: 'assert_return',
        action: actionOf(first as List),
        expected: parse(`(nan:${kind.split('_')[2]})`),
      };
    case 'assert_trap':
    case 'assert_exhaustion':
      return keywordOf(first as List) === 'module'
        ? { line, kind: 'assert_trap_module', module: moduleOf(first as List, source), message }
        : { line, kind, action: actionOf(first as List), message };
    case 'assert_invalid':
    case 'assert_malformed':
    case 'assert_unlinkable':
      return { line, kind, module: moduleOf(first as List, source), message };
    default: {
      if (!/^(type|import|func|table|memory|global|export|start|elem|data)$/.test(kind))
        throw new SyntaxError(`there is no command ${kind}`);
      // Inline modules: fields without the parentheses of a module around them.
      const module: ModuleSource = { id: undefined, form: 'text', text: source, bytes: new Uint8Array(0) };
      return { line, kind: 'module', module };
    }
  }
};

export const readScript = (source: string): Command[] => parse(source).map((list) => commandOf(list, source));
