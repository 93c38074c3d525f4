/** A failure that we found ourselves while reading what a provider sent. */
export class ModelStreamError extends Error {
  override readonly name = 'ModelStreamError';
  readonly code: 'bad-content-type' | 'protocol' | 'timeout';
  /** The beginning of what could not be read, for the ledger. */
  readonly raw: string | null;

  constructor(code: ModelStreamError['code'], message: string, raw: string | null = null) {
    super(message);
    this.code = code;
    this.raw = raw;
  }
}
