/** What a question wants: its purpose in words, the shape of the answer, and what that takes. */
export interface QuestionKind {
  intent: string;
  output: 'cited_summary' | 'count' | 'trend' | 'comparison' | 'quotes';
  groupBy: 'product' | 'rating' | 'month' | null;
  /** Whether praise and blame in the question choose reviews: "best product" does not ask for praise. */
  takesSides: boolean;
}

type Row = [words: RegExp, intent: string, output: QuestionKind['output'], groupBy?: QuestionKind['groupBy']];

// the first that fits; English, German, French, Spanish
const kinds: readonly Row[] = [
  [
    /\b(?:compar\w*|versus|vs|difference between|better than|worse than|vergleich\w*|unterschied)\b|\bcompara/i,
    'Comparison',
    'comparison',
    'product',
  ],
  [
    /\b(?:trends?|over time|(?:per|by|each|every|pro|par|por|al) (?:month|monat|mois|mes)|monthly|month by month|develop\w*|evol\w*|chang(?:e|es|ed|ing)|verlauf|entwick\w*|tendencias?)\b|évolu|evoluci/i,
    'Trend Analysis',
    'trend',
    'month',
  ],
  [
    /\b(?:quot(?:e|es|ed|ation|ations)|verbatim|own words|examples?|zitate?\w*|zitier\w*|beispiele?|citations?|citas?|exemples?|ejemplos?)\b/i,
    'Quotes',
    'quotes',
  ],
  [
    /\b(?:best|worst|highest|lowest|better|worse|beste[sn]?|schlechteste[sn]?|meilleurs?|pires?|mejor|peor)\b.{0,24}\b(?:products?|items?|rated|produkte?|produits?|productos?)\b(?! (?:gaps?|problems?|issues?|complaints?|features?))|\bwhich products?\b|\b(?:per|by|each|pro|par|por) (?:product|produkt|produit|producto)\b/i,
    'Product Ranking',
    'count',
    'product',
  ],
  [/\b(?:average|mean rating|avg|durchschnitt\w*|moyenne|promedio|media)\b/i, 'Average Rating', 'count'],
  [
    /\b(?:distribution|breakdown|(?:per|by|each) (?:star|rating)|stars? (?:split|spread)|verteilung|répartition|distribución)\b/i,
    'Rating Distribution',
    'count',
    'rating',
  ],
  [
    /\b(?:how many|number of|counts?|how often|how common|percent\w*|what share|what proportion|wie ?viele?|wie oft|anteil|anzahl|combien|quelle part|porcentaje|proporción)\b|\bcuánt/i,
    'Count',
    'count',
  ],
  [
    /\b(?:gaps?|miss(?:es|ed|ing)?|lack\w*|wish\w*|improv\w*|fix|priorit\w*|asking for|features?|fehlt|fehlen|verbesser\w*|manque\w*|amélior\w*|falta|faltan|mejorar)\b/i,
    'Gap Analysis',
    'cited_summary',
  ],
  [
    /\b(?:complain\w*|problems?|issues?|pain points?|weakness\w*|worst|negative|probleme?n?|beschwer\w*|schwächen|plaintes?|problèmes?|quejas?|problemas?)\b/i,
    'Issue Analysis',
    'cited_summary',
  ],
  [
    /\b(?:prais\w*|strengths?|lov\w*|best|positive|lob\w*|stärken|forces|adorent|elogi\w*|fortalezas)\b/i,
    'Strengths',
    'cited_summary',
  ],
  [
    /\b(?:sentiment|feel\w*|opinions?|think|mood|stimmung|meinung\w*|avis|opiniones)\b/i,
    'Sentiment Overview',
    'cited_summary',
  ],
];

export const usualKind: QuestionKind = {
  intent: 'Review Summary',
  output: 'cited_summary',
  groupBy: null,
  takesSides: true,
};

/** The kind of a question by its words; null where it names none. */
export function questionKind(question: string): QuestionKind | null {
  const found = kinds.find(([words]) => words.test(question));
  if (!found) return null;
  const [, intent, output, groupBy = null] = found;
  return { intent, output, groupBy, takesSides: groupBy !== 'product' && intent !== 'Average Rating' };
}
