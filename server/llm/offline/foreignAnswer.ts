import type { AnswerMaterial } from './answerMaterial.ts';
import type { Language } from './languageOf.ts';
import type { PromptAverage, PromptCount } from './promptFigures.ts';
import { rankedIn, rankingTable } from './writeRanking.ts';
import { themeList } from './writeSummary.ts';
import { monthTable } from './writeTrend.ts';

const languages = ['de', 'fr', 'es'];
const phrasebook = {
  of: ['von', 'sur', 'de'],
  reviews: ['Bewertungen', 'avis', 'reseñas'],
  negativeReviews: ['negativen Bewertungen', 'avis négatifs', 'reseñas negativas'],
  positiveReviews: ['positiven Bewertungen', 'avis positifs', 'reseñas positivas'],
  negative: ['negativ', 'négatifs', 'negativas'],
  positive: ['positiv', 'positifs', 'positivas'],
  average: ['Die Durchschnittsbewertung ist', 'La note moyenne est de', 'La nota media es'],
  first: ['Am häufigsten genannt wird', 'Le plus souvent cité :', 'Lo más mencionado:'],
  quotes: ['Kunden schreiben zum Beispiel:', 'Les clients écrivent :', 'Los clientes escriben:'],
  nothing: ['Dazu fand sich keine Bewertung.', 'Aucun avis n’en parle.', 'Ninguna reseña habla de ello.'],
  mention: ['Erwähnt in', 'Mentionné dans', 'Mencionado en'],
  best: ['Am besten bewertet ist', 'Le mieux noté :', 'El mejor valorado:'],
  worst: ['Am schlechtesten bewertet ist', 'Le moins bien noté :', 'El peor valorado:'],
  whole: [
    'Alle datierten Bewertungen fallen in diese Zeit.',
    'Tous les avis datés sont de cette période.',
    'Todas las reseñas con fecha son de este periodo.',
  ],
  Product: ['Produkt', 'Produit', 'Producto'],
  Month: ['Monat', 'Mois', 'Mes'],
  Share: ['Anteil', 'Part', 'Proporción'],
  'Average rating': ['Durchschnitt', 'Note moyenne', 'Media'],
  'Negative reviews': ['Negative Bewertungen', 'Avis négatifs', 'Reseñas negativas'],
  peak: ['Am höchsten war der Anteil im Monat', 'La part la plus forte :', 'La proporción más alta:'],
};

const isPhrase = (name: string): name is keyof typeof phrasebook => name in phrasebook;

/** The figures, themes and quotes in short sentences of another language; labels and quotes stay as customers wrote them. */
export function foreignAnswer(material: AnswerMaterial, language: Language): string[] {
  const { themes, counts, mentions, average, share, note, output, question, quotesOn } = material;
  const ranked = rankedIn(material);
  const say = (phrase: keyof typeof phrasebook) => phrasebook[phrase][languages.indexOf(language)] ?? '';
  const translated = (words: string) =>
    words
      .replace(/(?<=\d)\.(?=\d of 5)/g, ',')
      .replace(/(?<=\d) of (?=\d)/g, ` ${say('of')} `)
      .replace(/(?<=\d),(?=\d{3})/g, language === 'fr' ? '\u202F' : '.')
      .replace(/negative reviews?/, say('negativeReviews'))
      .replace(/positive reviews?/, say('positiveReviews'))
      .replace(/(?:\d-star )?reviews?/, say('reviews'))
      .replace(/^negative$/, say('negative'))
      .replace(/^positive$/, say('positive'))
      .replace(/^(\d)-star$/, '$1 ★');
  const mean = (figure: PromptAverage) => `${translated(figure.said)}.`;
  const count = (figure: PromptCount) => translated(figure.saidWithShare);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const [peak] = counts.filter(({ month }) => month !== '').toSorted((a, b) => b.share - a.share);
  const [first] = themes;
  const table = output === 'trend' ? monthTable(material) : ranked.length > 1 ? rankingTable(material) : '';
  const [head = '', ...rows] = table.split('\n');
  const heads = Object.keys(phrasebook)
    .filter((name) => /^\p{Lu}/u.test(name))
    .filter(isPhrase);
  const ownHead = heads.reduce((text, name) => text.replace(` ${name} |`, ` ${say(name)} |`), head);
  const whole = share && mentions.length === 0 ? `${count(share)}: ${translated(share.label)}. ` : '';
  const quotes =
    first || note !== null || table !== '' ? [] : quotesOn(question, 3).map(({ said }) => `- ${said}`);
  if (share?.base === 0) return [say('nothing')];
  return [
    note === null ? '' : say('nothing'),
    material.isWholePeriod ? say('whole') : '',
    best && best !== worst ? `${say('best')} **${best.product}**, ${mean(best)}` : '',
    worst && best !== worst ? `${say('worst')} **${worst.product}**, ${mean(worst)}` : '',
    ...mentions.map((figure) => `${say('mention')} ${count(figure)}.`),
    peak && output === 'trend' ? `${say('peak')} ${peak.month}: ${count(peak)}.` : '',
    first ? `${say('first')} **${first.label}**, ${count(first)}.` : '',
    average ? `${whole}${say('average')} ${mean(average)}` : whole.trim(),
    themeList(themes.slice(0, 5), material, count),
    [ownHead, ...rows.map(translated)].join('\n'),
    quotes.length === 0 ? '' : `${say('quotes')}\n\n${quotes.join('\n')}`,
  ];
}
