const SENTENCES =
  /connection (terminated|timeout|closed)|timeout exceeded when trying to connect|not currently accepting connections/i;

/** Whether the same statement may succeed a moment later (PostgreSQL classes 08, 40, 53, 57; a broken socket). */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (/^(08|40|53|57)...$/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) return true;
    if (SENTENCES.test(cause.message)) return true;
  }
  return false;
}
