export interface FaultGrammar {
  /** Options that may be written without their name, in this order. */
  positional?: readonly string[];
  /** Options that need their name. */
  named?: readonly string[];
  /** Words that stand alone. */
  flags?: readonly string[];
}

/**
 * Every fault the chaos upstream knows. All take `times=n` (the first n requests that meet it, then none) and
 * `role=writer` as well. `at` counts pieces of the answer: words of a stream, slices of a JSON body; a place beyond
 * the end strikes before the end. Milliseconds, tokens and bytes are plain numbers.
 */
export const faultGrammar = {
  /** A whole answer, although a script or a profile says otherwise. */
  ok: {},

  /** Before the headers. */
  delay: { positional: ['ms'] },
  /** Between the headers and the first byte of the body. */
  ttfb: { positional: ['ms'] },
  /** Tokens a second. */
  rate: { positional: ['tps'] },
  /** Between two pieces. */
  gap: { positional: ['ms'] },
  /** Up to that much more between two pieces. */
  jitter: { positional: ['ms'] },

  /** An error status; `after` is the Retry-After header as written, `date` a date `in` seconds from now. */
  status: { positional: ['code', 'after'], named: ['after-ms', 'in', 'param'] },
  'hang-headers': {},
  /** A reset before any byte. */
  rst: {},
  /** A reset, and a closed port for that long. */
  refuse: { positional: ['ms'] },
  /** Status 200 and a web page, no body, plain text, an array of JSON. */
  html: {},
  empty: {},
  plain: {},
  array: {},
  /** Headers that do not fit the bytes. */
  'gzip-lie': {},
  charset: { positional: ['name'] },

  /** A reset in the middle. */
  drop: { positional: ['at'] },
  /** A clean end in the middle; `raw` ends the connection and not the body. */
  fin: { positional: ['at'], flags: ['raw'] },
  /** Silence in the middle, for ever unless it says how long. */
  stall: { positional: ['at', 'ms'] },
  /** Headers, then signs of life every so often, and nothing else. */
  never: { positional: ['ms'] },

  /** A chunk that does not parse, two objects in one, an error under status 200, deltas that say nothing. */
  badjson: { positional: ['at'] },
  twojson: { positional: ['at'] },
  errobj: { positional: ['at', 'code'] },
  odd: { positional: ['at'] },
  /** A piece twice; two pieces in the wrong order. */
  dupchunk: { positional: ['at'] },
  reorder: { positional: ['at'] },
  /** No finish_reason, or that one; no `[DONE]`. */
  nofinish: {},
  finish: { positional: ['reason'] },
  nodone: {},
  /** No usage, or these figures as they are written; `object` is the whole of it. */
  nousage: {},
  usage: { positional: ['p', 'c', 't', 'cached', 'reasoning'], named: ['object'] },
  /** One id for all answers. */
  sameid: {},

  /** Writes of that many bytes; other line ends; a byte order mark; comments and foreign fields. */
  split: { positional: ['bytes'] },
  crlf: {},
  cr: {},
  bom: {},
  comments: {},

  /** That many tokens, whatever the limit; one piece of that size. */
  flood: { positional: ['tokens'] },
  bigdelta: { positional: ['bytes'] },
  /** A call of that tool; `broken` leaves its arguments open. */
  toolcall: { positional: ['name', 'args'], named: ['b64'], flags: ['broken'] },
  /** Difficult text: nul, surrogate, bidi, zwj, combining, 2028, rtl or all. */
  unicode: { positional: ['kind'] },
  /** Does what the prompt's data says; repeats the prompt. */
  obey: {},
  echo: {},
  /** Exactly that text; `plan` is the same for JSON. */
  text: { positional: ['text'], named: ['b64'] },
  plan: { positional: ['json'], named: ['b64'] },
} as const satisfies Record<string, FaultGrammar>;

export type FaultName = keyof typeof faultGrammar;
