/** A Markdown table; numbers are right-aligned. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)));
  const isNumber = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(isNumber.map((right) => (right ? '---:' : '---'))), ...cells.map(line)].join('\n');
};
