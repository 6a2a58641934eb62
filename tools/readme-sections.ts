import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const pattern = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n)([^]*?)(<!-- /${name} -->)`);

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export const readSection = (name: string): string => {
  const [, , text] = pattern(name).exec(readFileSync(file, 'utf8')) ?? [];
  if (text === undefined) throw new Error(`README.md has no section ${name}`);
  return text.trimEnd();
};

export const writeSection = (name: string, text: string): void => {
  readSection(name);
  const readme = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    readme.replace(pattern(name), (_, open: string, __: string, close: string) => `${open}${text}\n${close}`),
  );
};
