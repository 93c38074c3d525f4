import { clauses } from '#server/text/clauses.ts';

const negative =
  /\b(?:negative[sn]?|bad|worst|complain\w*|problems?|issues?|hate[ds]?|dislikes?|gaps?|weakness\w*|pain points?|disappoint\w*|critici\w*|critical|unhappy|angry|frustrat\w*|low[- ]rat\w*|annoy\w*|beschwer\w*|probleme?n?|schlecht\w*|unzufrieden\w*|plaintes?|problèmes?|négati\w*|mécontent\w*|quejas?|problemas?|negativ[oa]s?|fehlt|manque\w*|detract\w*|fix|priorit\w*|churn\w*|leav(?:e|es|ing)|cancel\w*|miss(?:es|ed|ing)?|lack\w*|asking for|improv\w*)\b/i;
const positive =
  /\b(?:positive[sn]?|love[ds]?|prais\w*|favou?rites?|strengths?|happy|enjoy\w*|satisf\w*|best|like (?:most|best|about)|high[- ]rat\w*|lob\w*|zufrieden\w*|positif\w*|adorent|positiv[oa]s?|elogi\w*)\b/i;
const star = '(?:stars?|sterne?n?|étoiles?|estrellas?)';
const languages = new Map(
  `english en|englisch en|german de|deutsch de|french fr|französisch fr|spanish es|spanisch es|italian it|portuguese pt|dutch nl|polish pl|swedish sv|japanese ja|chinese zh|korean ko|russian ru|turkish tr`
    .split('|')
    .map((pair): [string, string] => [pair.slice(0, -3), pair.slice(-2)]),
);

/** Ratings of 1 to 5 that a question asks for, both inclusive; null where it leaves them open. */
export interface QuestionRatings {
  minRating: number | null;
  maxRating: number | null;
}

/** "1-star", "2 stars or less", "1 and 2 stars"; else, where the question takes sides, praise and blame. */
export function questionRatings(question: string, takesSides: boolean): QuestionRatings {
  const several = new RegExp(
    `\\b([1-5])(?:[- ]?${star})?\\s?(?:-|–|to|and|or|und|bis|et|à|y|a)\\s?([1-5])[- ]?${star}`,
    'i',
  ).exec(question);
  if (several) {
    const [a = 0, b = 0] = several.slice(1).map(Number);
    return { minRating: Math.min(a, b), maxRating: Math.max(a, b) };
  }
  const one = new RegExp(`\\b(one|two|three|four|five|[1-5])[- ]?${star}(.{0,12})`, 'i').exec(question);
  if (one) {
    const stars =
      'one two three four five'.split(' ').indexOf(one[1]?.toLowerCase() ?? '') + 1 || Number(one[1]);
    const around = `${question.slice(Math.max(0, one.index - 14), one.index)}|${one[2]}`;
    if (/less|fewer|lower|below|under|at most|höchstens|weniger|moins|menos/i.test(around))
      return { minRating: null, maxRating: stars };
    if (/more|higher|above|over|at least|mindestens|mehr|plus|más/i.test(around))
      return { minRating: stars, maxRating: null };
    return { minRating: stars, maxRating: stars };
  }
  const [blames, praises] = [negative.test(question), positive.test(question)];
  if (!takesSides || blames === praises) return { minRating: null, maxRating: null };
  return blames ? { minRating: null, maxRating: 2 } : { minRating: 4, maxRating: null };
}

/** The products that a question names: by their whole name, else by a word that only one of them has ("mobile"). */
export function questionProducts(question: string, products: readonly string[]): string[] {
  const said = stemsIn(question);
  const wholly = products.filter(
    (name) => name.length > 1 && ` ${said.join(' ')} `.includes(` ${stemsIn(name).join(' ')} `),
  );
  const ownWords = (name: string) => {
    const others = new Set(products.filter((other) => other !== name).flatMap(stemsIn));
    return stemsIn(name).filter((stem) => stem.length > 2 && !others.has(stem));
  };
  const partly = products.filter(
    (name) => !wholly.includes(name) && ownWords(name).some((stem) => said.includes(stem)),
  );
  // "Photo" is not meant where "Photo Pro" is named
  const exact = wholly.filter(
    (name) =>
      !wholly.some((other) => other !== name && stemsIn(other).join(' ').includes(stemsIn(name).join(' '))),
  );
  return products.length > 1 ? [...exact, ...partly].slice(0, 6) : exact;
}

/** The language of the reviews that a question is about, by its code. */
export function questionLanguage(question: string): string | null {
  const names = [...languages.keys()].join('|');
  const found = new RegExp(
    `\\b(${names})(?:e|en|er)?(?:[- ](?:language|speaking))? (?:reviews?|customers?|users?|ones|feedback|bewertungen|rezensionen|kunden|people)|\\b(?:reviews?|written|wrote) (?:only )?in (${names})\\b`,
    'i',
  ).exec(question);
  const name = (found?.[1] ?? found?.[2])?.toLowerCase();
  return languages.get(name ?? '') ?? null;
}

function stemsIn(text: string): string[] {
  return clauses(text.replace(/[._]/g, ' '))
    .flat()
    .map(({ stem }) => stem);
}
