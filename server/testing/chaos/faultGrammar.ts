export interface FaultGrammar {
  /** Options that may be written without their name, in this order. */
  positional?: readonly string[];
  /** Options that need their name. */
  named?: readonly string[];
  /** Words that stand alone. */
  flags?: readonly string[];
}

/** Every fault the chaos upstream knows, with the options it takes beside `times` and `role`. */
export const faultGrammar = {
  ok: {},
  // when the bytes leave
  delay: { positional: ['ms'] },
  ttfb: { positional: ['ms'] },
  rate: { positional: ['tps'] },
  gap: { positional: ['ms'] },
  jitter: { positional: ['ms'] },
  // no answer, or no answer of the right kind
  status: { positional: ['code', 'after'], named: ['after-ms', 'in', 'param'] },
  'hang-headers': {},
  rst: {},
  refuse: { positional: ['ms'] },
  html: {},
  empty: {},
  plain: {},
  array: {},
  'gzip-lie': {},
  charset: { positional: ['name'] },
  // an answer that ends too early, or never
  drop: { positional: ['at'] },
  fin: { positional: ['at'], flags: ['raw'] },
  stall: { positional: ['at', 'ms'] },
  never: { positional: ['ms'] },
  // an answer with wrong frames
  badjson: { positional: ['at'] },
  twojson: { positional: ['at'] },
  errobj: { positional: ['at', 'code'] },
  odd: { positional: ['at'] },
  dupchunk: { positional: ['at'] },
  reorder: { positional: ['at'] },
  nofinish: {},
  finish: { positional: ['reason'] },
  nodone: {},
  nousage: {},
  usage: { positional: ['p', 'c', 't', 'cached', 'reasoning'], named: ['object'] },
  sameid: {},
  // the same answer in other bytes
  split: { positional: ['bytes'] },
  crlf: {},
  cr: {},
  bom: {},
  comments: {},
  // another answer
  flood: { positional: ['tokens'] },
  bigdelta: { positional: ['bytes'] },
  toolcall: { positional: ['name', 'args'], named: ['b64'], flags: ['broken'] },
  unicode: { positional: ['kind'] },
  obey: {},
  echo: {},
  text: { positional: ['text'], named: ['b64'] },
  plan: { positional: ['json'], named: ['b64'] },
} as const satisfies Record<string, FaultGrammar>;

export type FaultName = keyof typeof faultGrammar;
