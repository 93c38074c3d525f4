import { z } from 'zod';
import { outputKind } from '#shared/chatEvent.ts';

/** What a question wants: its purpose in words, the shape of the answer, and what that takes. */
const kind = z.object({
  intent: z.string(),
  output: outputKind,
  groupBy: z.enum(['product', 'rating', 'month']).nullable(),
});

/** Intent, output, grouping: words of a question; English, German, French, Spanish. The first that fits. */
const kinds = String.raw`
Comparison, comparison, product: \b(?:compar\w*|versus|vs|difference between|better than|worse than|vergleich\w*|unterschied)\b|\bcompara
Trend Analysis, trend, month: \b(?:trends?|over time|(?:per|by|each|every|pro|par|por|al) (?:month|monat|mois|mes)|monthly|month by month|develop\w*|evol\w*|chang(?:e|es|ed|ing)|(?:getting|got|become|becoming) (?:any )?(?:better|worse)|better or worse|verlauf|entwick\w*|tendencias?)\b|évolu|evoluci
Quotes, quotes: \b(?:quot(?:e|es|ed|ation|ations)|verbatim|own words|examples?|zitate?\w*|zitier\w*|beispiele?|citations?|citas?|exemples?|ejemplos?)\b
Product Ranking, count, product: \b(?:best|worst|highest|lowest|better|worse|beste[nrs]?|schlechteste[nrs]?|mieux|moins bien|meilleurs?|pires?|mejor|peor)\b.{0,24}\b(?:products?|items?|rated|games?|bewertet|noté|valorado|produkte?|produits?|productos?)\b(?! (?:gaps?|problems?|issues?|complaints?|features?))|\bwhich (?:products?|games?|apps?|items?|titles?|models?)\b|\b(?:per|by|each|pro|par|por) (?:product|produkt|produit|producto)\b
Average Rating, count: \b(?:average|mean rating|avg|durchschnitt\w*|moyenne|promedio|media)\b
Rating Distribution, count, rating: \b(?:distribution|breakdown|(?:per|by|each) (?:star|rating)|stars? (?:split|spread)|verteilung|répartition|distribución)\b
Count, count: \b(?:how many|number of|counts?|how often|how common|percent\w*|what share|what proportion|wie ?viele?|wie oft|anteil|anzahl|combien|quelle part|porcentaje|proporción)\b|\bcuánt
Gap Analysis, cited_summary: \b(?:gaps?|miss(?:es|ed|ing)?|lack\w*|wish\w*|improv\w*|fix|priorit\w*|asking for|features?|fehlt|fehlen|verbesser\w*|manque\w*|amélior\w*|falta|faltan|mejorar)\b
Issue Analysis, cited_summary: \b(?:complain\w*|problems?|issues?|pain points?|weakness\w*|worst|negative|probleme?n?|beschwer\w*|schwächen|plaintes?|problèmes?|quejas?|problemas?)\b
Strengths, cited_summary: \b(?:prais\w*|strengths?|lov\w*|best|positive|lob\w*|stärken|forces|adorent|elogi\w*|fortalezas)\b
Sentiment Overview, cited_summary: \b(?:sentiment|feel\w*|opinions?|think|mood|stimmung|meinung\w*|avis|opiniones)\b`
  .trim()
  .split('\n')
  .map((row) => {
    const [head = '', words = ''] = row.split(': ');
    const [intent, output, groupBy = null] = head.split(', ');
    return { words: new RegExp(words, 'i'), kind: kind.parse({ intent, output, groupBy }) };
  });

/** The kind of a question by its words; null where it names none. A long one asks for more than quotes. */
export function questionKind(question: string, longWords = Infinity): z.infer<typeof kind> | null {
  const isLong = question.split(/\s+/).length > longWords;
  const fitting = kinds.filter(({ words }) => words.test(question)).map((one) => one.kind);
  const [first = null] = fitting;
  if (!isLong) return first;
  return (
    fitting.find(({ output }) => output === 'cited_summary') ?? (first?.output === 'quotes' ? null : first)
  );
}
