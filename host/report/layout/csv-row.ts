/** RFC 4180: quoted where a comma, a quote or a line end would mislead. */
const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
