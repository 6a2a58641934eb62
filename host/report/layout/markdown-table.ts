const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Lines of a table of GitHub's Markdown; `right` lists the columns of numbers. */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string[] => [row(head), row(head.map((_, column) => (right.includes(column) ? '---:' : '---'))), ...rows.map(row)];
