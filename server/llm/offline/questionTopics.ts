import { clauses, type Word } from '#server/text/clauses.ts';
import { weakWords } from '#server/text/weakWords.ts';
import { concepts, termsFor } from './concepts.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';
import { isTypoOf } from './typos.ts';

const mostTopics = 6;
/** Stems about the task; customers don't write them about a product. English, German, French, Spanish. */
const taskWords: ReadonlySet<string> = new Set(
  `review review custom user client buyer peopl top main most common frequent often mention say talk tell give show list summar summari overview
theme topic feedback analys analyz analysi count percent percentag share trend develop late monthli month compar comparison versus vs differ quot quotat verbatim
exampl sentiment opinion improv miss lack featur request averag mean biggest import reason explain describ negat posit complain complaint problem issu gap weak weakness
pain point disappoint critic unhappi angri frustrat prais favorit favourit strength happi satisfi satisfact star rate rating distribut breakdown number proport
languag english german french spanish italian portugues japanes dutch written write wrote million per find found chang evolv happen fix leav recommend urgent prioriti attent answer question sentenc paragraph bullet word brief short longest shortest version releas broke break broken mend mended repair updat
januari februari march april may june juli august septemb octob novemb decemb quarter summer winter spring autumn past previous last
annoy wrong bad badli mad
spiel spiele juego juegos jeu jeux bewertet valorado noté tiene tienen estrella estrellas
wie viel viele was welch welche welcher welches kunden bewertung bewertungen rezension rezensionen sagen sagt sind gibt haben hat über zu zum zur den dem des von vom für auf bei durchschnitt durchschnittlich
beschwerden beschweren beschwert häufigsten häufig probleme anteil anzahl erwähnen erwähnt meisten zeig zeige mir im gab seit sterne stern zitate produkt produkte beste besten schlechtesten vergleiche unterschied zwischen monat deutsch
tendance tendances évolution comparaison comparez comparer tendencia tendencias evolución comparar verlauf entwicklung vergleichen kommen letzten monaten
combien quel quelle quels quelles sont avis client clients disent dit parlent moyenne plaintes principales principaux problèmes du au aux sur dans par étoiles étoile montre moi citations mentionnent mois produit produits ont note pire étoiles d'avis
cuántas cuántos cuál cuáles qué dicen clientes reseñas opiniones sobre quejas principales problemas promedio media estrellas mencionan muestra citas mes producto productos hay las los pro durchschnittsbewertung durchschnittsnote nota sont`.split(
    /\s+/,
  ),
);

/** Words that questions are full of, for telling when one is mistyped. */
const usualWords =
  'the what which about with from that this they have does their when complaint complaints complain customer customers negative positive average reviews features compare frequent mentions problems quotes'.split(
    ' ',
  );
/** `4.2` in "what did version 4.2 break". */
export const versionNumber = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){1,2}(?![\d.])/g;

/** Whether the very words are meant, not the matter. */
export const asksForWords = /\b(?:mention\w*|words?|say|contain\w*|erwähn\w*|mencion\w*)\b|["“„«]/i;

/** What a question is about, in its own words: a run of up to four of them for each topic, at most six topics. */
export function questionTopics(question: string): string[] {
  const runs = clauses(question.slice(0, 4_000)).map((clause) => {
    const tells = clause.map(isTelling);
    // "pay to win" is one topic
    const joins = (text: string, at: number) =>
      tells[at - 1] && tells[at + 1] && /^(?:to|of|for)$/i.test(text);
    const words = clause.map(({ text }, at) => (tells[at] || joins(text, at) ? text.toLowerCase() : ','));
    return words.join(' ');
  });
  const topics = runs.join(' , ').match(/[^\s,]+(?: [^\s,]+){0,3}/g) ?? [];
  return [...new Set([...topics, ...(question.match(versionNumber) ?? [])])].slice(0, mostTopics);
}

function isTelling({ text, stem, content }: Word): boolean {
  const lower = text.toLowerCase();
  if (usualWords.some((usual) => isTypoOf(lower, usual))) return false;
  return content && !weakWords.has(stem) && !taskWords.has(stem) && !taskWords.has(lower);
}

/**
 * Expressions of PostgreSQL's websearch grammar that count the reviews of topics: the very words where the question
 * asks who mentions them, else with the other words for the same matter.
 */
export function termsOf(topics: readonly string[], question: string): string[] {
  if (asksForWords.test(question)) return [...topics];
  const terms = topics.map((topic) => {
    const stems = [stemsOf(topic).flat()];
    const concept = concepts.find(({ tone, core }) => tone === 'problem' && speaksOf(stems, core));
    return concept ? termsFor(concept.core) : topic;
  });
  return [...new Set(terms)];
}
