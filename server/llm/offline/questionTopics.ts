import { clauses } from '#server/text/clauses.ts';
import { weakWords } from '#server/text/weakWords.ts';
import { concepts } from './concepts.ts';
import { speaksOf } from './speaksOf.ts';

const mostSearches = 6;
const wordsPerSearch = 4;
/** Stems about the task; customers don't write them about a product. English, German, French, Spanish. */
const taskWords: ReadonlySet<string> = new Set(
  `review review custom user client buyer peopl top main most common frequent often mention say talk tell give show list summar summari overview
theme topic feedback analys analyz analysi count percent percentag share trend develop late monthli month compar comparison versus vs differ quot quotat verbatim
exampl sentiment opinion improv miss lack featur request averag mean biggest import reason explain describ negat posit complain complaint problem issu gap weak weakness
pain point disappoint critic unhappi angri frustrat prais favorit favourit strength happi satisfi satisfact star rate rating distribut breakdown number proport
languag english german french spanish italian portugues japanes dutch written write wrote million per find found chang evolv happen fix leav recommend urgent prioriti attent answer question
januari februari march april may june juli august septemb octob novemb decemb quarter summer winter spring autumn past previous last
wie viel viele was welch welche welcher welches kunden bewertung bewertungen rezension rezensionen sagen sagt sind gibt haben hat über zu zum zur den dem des von vom für auf bei durchschnitt durchschnittlich
beschwerden beschweren beschwert häufigsten häufig probleme anteil anzahl erwähnen erwähnt meisten zeig zeige mir im gab seit sterne stern zitate produkt produkte beste besten schlechtesten vergleiche unterschied zwischen monat deutsch
combien quel quelle quels quelles sont avis client clients disent dit parlent moyenne plaintes principales principaux problèmes du au aux sur dans par étoiles étoile montre moi citations mentionnent mois produit produits ont note pire étoiles d'avis
cuántas cuántos cuál cuáles qué dicen clientes reseñas opiniones sobre quejas principales problemas promedio media estrellas mencionan muestra citas mes producto productos hay las los pro durchschnittsbewertung durchschnittsnote nota sont`.split(
    /\s+/,
  ),
);

/** What a question is about, in its own words: a run of a few of them for each topic, at most six. */
export function questionTopics(question: string): string[] {
  const topics: string[] = [];
  for (const clause of clauses(question.slice(0, 4_000))) {
    const says = clause.map(
      ({ text, stem, content }) =>
        content && !weakWords.has(stem) && !taskWords.has(stem) && !taskWords.has(text.toLowerCase()),
    );
    let run: string[] = [];
    for (const [at, { text }] of clause.entries()) {
      // "pay to win" is one topic
      const joins = run.length > 0 && says[at + 1] && /^(?:to|of|for)$/i.test(text);
      if (says[at] || joins) run.push(text.toLowerCase());
      if ((says[at] || joins) && run.length < wordsPerSearch) continue;
      if (run.length > 0) topics.push(run.join(' '));
      run = [];
    }
    if (run.length > 0) topics.push(run.join(' '));
  }
  return [...new Set(topics)].slice(0, mostSearches);
}

/**
 * Expressions of PostgreSQL's websearch grammar that count the reviews of topics: the very words where the question
 * asks who mentions them, else with the other words for the same matter.
 */
export function termsOf(topics: readonly string[], question: string): string[] {
  const literal = /\b(?:mention\w*|words?|say|contain\w*|erwähn\w*|mencion\w*)\b|["“„«]/i.test(question);
  const terms = topics.map((topic) => {
    const stems = clauses(topic)
      .flat()
      .map(({ stem }) => stem);
    const concept = concepts.find(({ tone, core }) => tone === 'problem' && speaksOf([stems], core));
    if (literal || !concept) return topic;
    return concept.core.filter((alternative) => !alternative.startsWith('"not ')).join(' or ');
  });
  return [...new Set(terms)];
}
