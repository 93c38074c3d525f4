import { ModelStreamError } from './modelStreamError.ts';
import { refusedParameter } from './refusedParameters.ts';
import { retryAfterMs } from './retryAfterMs.ts';

/** Why a call failed, in words for people: never a key, a stack, a host or a URL. */
export interface ModelError {
  code: string;
  message: string;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  /** How long the provider asks us to wait; null when it did not say or said nonsense. */
  retryAfterMs: number | null;
  /** The parameter of ours that was refused, if that is why. */
  parameter: string | null;
}

type Verdict = Pick<ModelError, 'code' | 'message' | 'retryable'>;

/** Says what any error thrown while opening or reading a model's stream means. `now` is for dates in Retry-After. */
export function modelError(error: unknown, now = Date.now()): ModelError {
  const status = fieldOf(error, 'status');
  if (typeof status !== 'number') {
    return { ...verdictOnTransport(error), status: null, retryAfterMs: null, parameter: null };
  }
  const body = fieldOf(error, 'error');
  const said = messageOf(error);
  return {
    ...verdictOnStatus(status, said, `${fieldOf(body, 'code')} ${fieldOf(body, 'type')}`),
    status,
    retryAfterMs: retryAfterMs(fieldOf(error, 'headers'), now),
    parameter: refusedParameter({ status, message: said, body }),
  };
}

function verdictOnStatus(status: number, said: string, providerCode: string): Verdict {
  if (status === 429) {
    if (/insufficient_quota|billing/.test(providerCode)) {
      return fatal('quota-exceeded', 'The account at the model provider has no credit left.');
    }
    return passing('rate-limited', 'The model provider is busy and asked us to wait.');
  }
  if (status >= 500) return passing(`upstream-${status}`, `The model provider failed (HTTP ${status}).`);
  if (status >= 300 && status < 400) {
    return fatal(
      'redirected',
      'The model endpoint points elsewhere: its address (OPENAI_BASE_URL) is not right.',
    );
  }
  switch (status) {
    case 401:
      return fatal(
        'unauthorized',
        'The model provider did not accept the API key. Check the key that is set.',
      );
    case 403:
      return fatal('unauthorized', 'The API key is not allowed to use this model.');
    case 402:
      return fatal('quota-exceeded', 'The account at the model provider has no credit left.');
    case 404:
      return fatal('model-not-found', `The endpoint does not know this model.${quoted(said)}`);
    case 408:
      return passing('timeout', 'The model provider gave up waiting.');
    case 409:
      return passing('upstream-409', 'The model provider was busy with a conflicting request.');
    case 413:
      return fatal('context-too-long', 'The request is too long for this model.');
    default:
      if (
        /context_length|string_above_max_length/.test(providerCode) ||
        /context length|prompt is too long/i.test(said)
      ) {
        return fatal('context-too-long', 'The request is too long for this model.');
      }
      return fatal('bad-request', `The model provider refused the request.${quoted(said)}`);
  }
}

function verdictOnTransport(error: unknown): Verdict {
  const chain = causesOf(error);
  const own = chain.find((cause) => cause instanceof ModelStreamError);
  if (own) return { code: own.code, message: own.message, retryable: own.code === 'timeout' };
  if (chain.some((cause) => cause instanceof SyntaxError)) {
    return fatal('protocol', 'The model provider sent something that is not valid JSON.');
  }

  const seen = wordsOf(chain);
  if (/HeadersTimeout|HEADERS_TIMEOUT|BODY_TIMEOUT|TimeoutError|ETIMEDOUT/.test(seen)) {
    return passing('timeout', 'The model provider did not answer in time.');
  }
  if (/AbortError|UserAbort/.test(seen)) return fatal('stopped', 'The call was stopped.');
  if (/\bZ_\w+_ERROR/.test(seen)) {
    return fatal('protocol', 'The model provider sent data that can not be unpacked.');
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(seen)) {
    return passing('connection', 'The address of the model endpoint could not be found.');
  }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(seen)) {
    return passing('connection', 'The model endpoint could not be reached.');
  }
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED/.test(seen)) {
    return fatal('connection', 'The certificate of the model endpoint is not valid.');
  }
  if (/ECONNRESET|EPIPE|UND_ERR_SOCKET|APIConnectionError|terminated|fetch failed/.test(seen)) {
    return passing('connection-lost', 'The connection to the model provider was cut.');
  }
  return fatal('internal', 'Something went wrong on our side while the model was answering.');
}

const passing = (code: string, message: string): Verdict => ({ code, message, retryable: true });
const fatal = (code: string, message: string): Verdict => ({ code, message, retryable: false });

/** Stands between a sentence of our own and what the provider said. */
export const beforeQuote = ' It said: ';

/** What the provider said, cut short and with anything that looks like a key or an address taken out. */
function quoted(said: string): string {
  const harmless = said
    .replace(/<[^>]*>/g, ' ')
    .replace(/\b[a-z][a-z\d+.-]*:\/\/\S+|\b\d+\.\d+\.\d+\.\d+(?::\d+)?/gi, '…')
    .replace(/\b(?:sk|pk|key|gsk|xai)[-_][\w*-]{4,}|\bBearer\s+\S+|\b[\w*-]{32,}/gi, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return harmless ? `${beforeQuote}${[...harmless].slice(0, 300).join('')}` : '';
}

function messageOf(error: unknown): string {
  const body = fieldOf(error, 'error');
  const inner = fieldOf(body, 'message') ?? body;
  if (typeof inner === 'string') return inner;
  // the client puts the status before the text of the body
  const message = fieldOf(error, 'message');
  return typeof message === 'string' ? message.replace(/^\d{3} /, '') : '';
}

/** The words by which an error and its causes may be known: class, name, code, and what undici says of a cut. */
function wordsOf(chain: unknown[]): string {
  const words = chain.flatMap((cause) => [
    typeof cause === 'object' && cause !== null ? cause.constructor.name : '',
    fieldOf(cause, 'name'),
    fieldOf(cause, 'code'),
    cause instanceof TypeError ? cause.message : '',
  ]);
  return words.filter((word) => typeof word === 'string').join(' ');
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause && causes.length < 5; cause = fieldOf(cause, 'cause')) causes.push(cause);
  return causes;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
