import { type FaultGrammar, type FaultName, faultGrammar } from './faultGrammar.ts';

/** One fault as it was asked for. */
export interface ChaosFault {
  name: FaultName;
  options: ReadonlyMap<string, string>;
  /** The fault as written: what the witness records and `times` counts by. */
  source: string;
}

const everyFault = ['times', 'role'];
const numeric = new Set(['ms', 'tps', 'at', 'tokens', 'bytes', 'times', 'in', 'after-ms']);
/** These take all that is left of their fault, commas included. */
const greedy = new Set(['text', 'json', 'args', 'object', 'b64']);

/**
 * Reads `name,option=value,…;name,…`. The first options may leave out their names (`drop,5`), a lone option may
 * follow the name directly (`gap=20`). `text`, `json`, `args`, `object` and `b64` take the rest of their fault, so they come last; a text that
 * holds `;` or `]]` has to come as `b64`.
 * @throws SyntaxError naming the part it could not read: a mistyped fault must never pass as "ok".
 */
export function parseFaults(text: string): ChaosFault[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseFault);
}

/** The fault that a model name carries, as text: `chaos-drop-5`, also behind a vendor: `openai/chaos-status-429-2`. */
export function modelFault(model: string): string | null {
  const named = /(?:^|\/)chaos-(.+)$/.exec(model)?.[1];
  if (named === undefined) return null;
  const name = Object.keys(faultGrammar).find((known) => named === known || named.startsWith(`${known}-`));
  return name === undefined ? named : [name, ...named.slice(name.length).split('-').slice(1)].join(',');
}

function parseFault(source: string): ChaosFault {
  const name = /^[a-z0-9-]+/.exec(source)?.[0] ?? '';
  if (!isFaultName(name)) throw new SyntaxError(`unknown fault "${source}"`);
  const rules: FaultGrammar = faultGrammar[name];
  const options = new Map<string, string>();
  const unnamed = [...(rules.positional ?? [])];
  let rest = source.slice(name.length).replace(/^[,=]/, '');
  while (rest !== '') {
    const { word, option, value } = nextOption(rest, unnamed[0], rules);
    if (option === undefined) throw new SyntaxError(`fault "${name}" knows no "${word}"`);
    if (numeric.has(option) && !(Number(value) >= 0)) {
      throw new SyntaxError(`"${option}" of "${name}" is a number, not "${value}"`);
    }
    options.set(option, value);
    if (option === unnamed[0]) unnamed.shift();
    rest = rest.slice(word.length).replace(/^,/, '');
  }
  return decoded({ name, options, source });
}

interface Option {
  /** As written. */
  word: string;
  /** Undefined when the fault has no such option. */
  option: string | undefined;
  value: string;
}

function nextOption(rest: string, positional: string | undefined, rules: FaultGrammar): Option {
  const upToComma = /^[^,]*/.exec(rest)?.[0] ?? '';
  if (rules.flags?.includes(upToComma)) return { word: upToComma, option: upToComma, value: 'yes' };
  const key = /^([a-z0-9-]+)=/.exec(rest)?.[1];
  if (key !== undefined && knows(rules, key)) {
    const word = greedy.has(key) ? rest : upToComma;
    return { word, option: key, value: word.slice(key.length + 1) };
  }
  if (positional !== undefined && greedy.has(positional))
    return { word: rest, option: positional, value: rest };
  return { word: upToComma, option: key === undefined ? positional : undefined, value: upToComma };
}

function knows(rules: FaultGrammar, option: string): boolean {
  return [rules.positional ?? [], rules.named ?? [], everyFault].some((names) => names.includes(option));
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultGrammar, name);
}

/** Replaces `b64` by what it holds; `text` without a text is the wrong content type, not an exact answer. */
function decoded({ name, options, source }: ChaosFault): ChaosFault {
  const rules: FaultGrammar = faultGrammar[name];
  const encoded = options.get('b64');
  const target = rules.positional?.findLast((option) => greedy.has(option));
  if (encoded !== undefined && target !== undefined) {
    options = new Map([...options, [target, Buffer.from(encoded, 'base64').toString('utf8')]]);
  }
  return { name: name === 'text' && !options.has('text') ? 'plain' : name, options, source };
}
