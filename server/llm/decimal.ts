/** An exact decimal number: `units / 10 ** scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/** Reads a non-negative decimal exactly as it is written (`'0.000837'`, `5e-8`); null when it is none. */
export function parseDecimal(value: string | number): Decimal | null {
  const match = /^(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(String(value).trim());
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** The exact sum of `factor × count` over all terms, rounded half up to an integer once, at the end. */
export function sumOfProducts(terms: readonly { factor: Decimal; count: bigint }[]): bigint {
  const scale = terms.reduce((most, { factor }) => Math.max(most, factor.scale), 0);
  const sum = terms.reduce(
    (sum, { factor, count }) => sum + factor.units * count * 10n ** BigInt(scale - factor.scale),
    0n,
  );
  const one = 10n ** BigInt(scale);
  return (2n * sum + one) / (2n * one);
}
