interface Language {
  /** What stands where no number of people or reviews holds, and where no share of them does. */
  some: string;
  share: string;
  /** What is counted: people and what they write. */
  people: string;
  reviews: string;
  /** What stands between a share and what it is a share of. */
  of: string;
}

const languages: readonly Language[] = [
  {
    some: 'some',
    share: 'a share',
    people:
      'reviewers? customers? users? people persons? respondents? buyers? players? shoppers? clients? owners? testers? readers? viewers? guests? patients? teams? companies',
    reviews: 'reviews? ratings? mentions? complaints? comments? opinions? voices responses? ones',
    of: 'of',
  },
  {
    some: 'einige',
    share: 'ein Teil',
    people:
      'kund(?:e|en|innen) nutzer(?:n|innen)? anwender(?:n|innen)? käufer(?:n|innen)? spieler(?:n|innen)? leuten? personen menschen',
    reviews:
      'bewertung(?:en)? rezension(?:en)? stimmen beschwerden? kommentare?n? meinungen erwähnungen rückmeldungen',
    of: 'der aller',
  },
  {
    some: 'plusieurs',
    share: 'une partie',
    people: 'clients? utilisateurs? utilisatrices? personnes? acheteurs? joueurs?',
    reviews: 'avis commentaires? plaintes? évaluations? critiques?',
    of: 'des du',
  },
  {
    some: 'algunas',
    share: 'una parte',
    people: 'clientes? usuari[oa]s? personas? compradores',
    reviews: 'reseñas? opini[oó]n(?:es)? quejas? valoraciones comentarios? menciones',
    of: 'los las',
  },
  {
    some: 'alcune',
    share: 'una parte',
    people: 'clienti utenti persone',
    reviews: 'recension[ei] lamentele commenti opinioni',
    of: 'dei delle degli',
  },
  {
    some: 'algumas',
    share: 'uma parte',
    people: 'clientes? usuári[oa]s? pessoas?',
    reviews: 'avaliaç(?:ão|ões) reclamaç(?:ão|ões) comentários?',
    of: 'dos das',
  },
  {
    some: 'enkele',
    share: 'een deel',
    people: 'klanten gebruikers? mensen',
    reviews: 'recensies? beoordeling(?:en)? klachten',
    of: 'van',
  },
];

const anyOf = (...lists: string[]) => new RegExp(`^(?:${lists.join(' ').split(' ').join('|')})$`, 'iu');
const matchers = languages.map((language) => ({
  language,
  noun: anyOf(language.people, language.reviews, language.of),
}));

/** A word that a count of customers or reviews ends in. */
export const countedNoun = anyOf(...languages.flatMap(({ people, reviews }) => [people, reviews]));
/** Of those, the words for what is written: reviews, not their writers. */
export const writtenNoun = anyOf(...languages.map(({ reviews }) => reviews));

/** `some` or `a share` in the language of a noun; English where the noun says nothing. */
export function insteadOf(kind: 'some' | 'share', noun: string): string {
  const own = matchers.find((matcher) => matcher.noun.test(noun))?.language ?? languages[0];
  // masculine nouns of Spanish and Portuguese
  if (kind === 'some' && /(?:os|res)$/i.test(noun)) return own?.some.replace(/as$/, 'os') ?? 'some';
  return own?.[kind] ?? 'some';
}

/** Digits with separators of thousands or up to two decimals. */
export const digits = String.raw`\d{1,3}(?:[,.\u00A0\u202F'’]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?![\d])`;

const values = new Map<string, number>();
for (const [from, words] of [
  [
    2,
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ],
  [2, 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn'],
  // not eleven: `onze` begins like "on", `once` is an English word
  [2, 'deux trois quatre cinq six sept huit neuf dix'],
  [12, 'douze treize quatorze quinze seize'],
  [2, 'dos tres cuatro cinco seis siete ocho nueve diez'],
  [12, 'doce trece catorce'],
] as const) {
  words.split(' ').forEach((word, index) => values.set(word, from + index));
}
const tens = new Map<string, number>();
for (const words of [
  'twenty thirty forty fifty sixty seventy eighty ninety',
  'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  'vingt trente quarante cinquante soixante',
  'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
]) {
  words.split(' ').forEach((word, index) => tens.set(word, 20 + 10 * index));
}
const unitWord = [...values.keys()].join('|');
const tenWord = [...tens.keys()].join('|');
const crowd = 'dozens|scores|hundreds|thousands|millions';

const fraction = String.raw`half|third|quarter|two[- ]thirds|three[- ]quarters|one in (?:\d+|${unitWord})`;

/**
 * A number in words, from two on; `one` is left out, since "one customer writes" counts nothing. A crowd ("dozens of"),
 * a round number ("two hundred") and a fraction ("two thirds") are read as well: nobody counted them.
 */
export const numberWord = new RegExp(
  `(?:${fraction})|(?:ein|${unitWord})und(?:${tenWord})|(?:${tenWord})(?:(?:[- ]|-et-|-y-)(?:one|un|${unitWord}))?|(?:${unitWord})(?:[- ](?:hundred|thousand|dozen|million))?|(?:${crowd}) of|dozen|hundred|thousand`,
  'iu',
);

/** Words in front of a number that mean nothing without it. */
export const qualifiers =
  'more than|less than|fewer than|over|about|around|nearly|almost|roughly|approximately|up to|at least|at most|between|some|only|just|an|a|mehr als|über|rund|etwa|fast|mindestens|knapp|zwischen|plus de|environ|près de|au moins|entre|más de|casi|unos|unas|al menos|el';

const starts = [
  ...values.keys(),
  ...tens.keys(),
  ...crowd.split('|').map((word) => `${word} of`),
  'thousand',
  'half',
  'third',
  'quarter',
  'one in ',
  // zweiundfünfzig
  ...['ein', ...values.keys()].flatMap((unit) => [...tens.keys()].map((ten) => `${unit}und${ten}`)),
];
const prefixesOf = (words: readonly string[]) =>
  new Set(words.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))));
const numberPrefixes = prefixesOf(starts);
const qualifierPrefixes = prefixesOf(qualifiers.split('|').map((words) => `${words} `));
const qualified = new RegExp(`^(?:(?:${qualifiers}) ){1,2}`, 'i');

/** Whether words could still become a number in words, or what stands in front of a number. */
export function mayBeginNumber(fragment: string): boolean {
  const lower = fragment.toLowerCase();
  const number = lower.replace(qualified, '');
  return number === '' || numberPrefixes.has(number) || qualifierPrefixes.has(number);
}

/** Per cent of a fraction in words; null where it is none. */
export function fractionOf(written: string): number | null {
  const [, parts] = /^one in (\S+)$/i.exec(written) ?? [];
  if (parts !== undefined) return 100 / valueOf(parts);
  const shares = { half: 50, third: 100 / 3, quarter: 25, 'two thirds': 200 / 3, 'three quarters': 75 };
  return (
    Object.entries(shares).find(([name]) => name === written.toLowerCase().replace('-', ' '))?.[1] ?? null
  );
}

/** The value of digits, with any separator of thousands, or of a number word; NaN for a crowd or a round number. */
export function valueOf(written: string): number {
  const lower = written.toLowerCase();
  if (/^\d/.test(lower)) {
    const grouped = lower.replace(/[,.\u00A0\u202F'’ ](?=\d{3}(?!\d))/g, '');
    return Number(grouped.replace(',', '.'));
  }
  const own = values.get(lower) ?? tens.get(lower);
  if (own !== undefined) return own;
  const [first = '', second = '', third] = lower.split(/[- ]|und/);
  const unit = (word: string) => (/^(?:one|un|ein)$/.test(word) ? 1 : (values.get(word) ?? Number.NaN));
  if (tens.has(second)) return (tens.get(second) ?? 0) + unit(first);
  return (tens.get(first) ?? Number.NaN) + unit(third ?? second);
}
