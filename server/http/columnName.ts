/** `costNanoUsd` as SQL and REST write it: `cost_nano_usd`. */
export const columnName = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
