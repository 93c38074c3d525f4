import type { AnswerMaterial } from './answerMaterial.ts';
import type { Language } from './languageOf.ts';
import { productStandings } from './productStandings.ts';
import type { PromptFigure } from './promptFigures.ts';
import { quoteTopic } from './quoteFrom.ts';
import { quotesFrom } from './quoteLines.ts';

/** German, French, Spanish. */
const phrasebook = {
  of: ['von', 'sur', 'de'],
  reviews: ['Bewertungen', 'avis', 'reseñas'],
  negativeReviews: ['negativen Bewertungen', 'avis négatifs', 'reseñas negativas'],
  positiveReviews: ['positiven Bewertungen', 'avis positifs', 'reseñas positivas'],
  negative: ['negativ', 'négatifs', 'negativas'],
  positive: ['positiv', 'positifs', 'positivas'],
  average: ['Die Durchschnittsbewertung ist', 'La note moyenne est de', 'La nota media es'],
  first: ['Am häufigsten genannt wird', 'Le plus souvent cité :', 'Lo más mencionado:'],
  quotes: [
    'Kunden schreiben zum Beispiel:',
    'Par exemple, dans les mots des clients :',
    'Por ejemplo, en palabras de los clientes:',
  ],
  nothing: ['Dazu fand sich keine Bewertung.', 'Aucun avis n’en parle.', 'Ninguna reseña habla de ello.'],
  mention: ['Erwähnt in', 'Mentionné dans', 'Mencionado en'],
  best: ['Am besten bewertet ist', 'Le mieux noté :', 'El mejor valorado:'],
  worst: ['Am schlechtesten bewertet ist', 'Le moins bien noté :', 'El peor valorado:'],
  peak: [
    'Am höchsten war der Anteil im Monat',
    'La part a été la plus forte au mois',
    'La proporción fue mayor en el mes',
  ],
} as const;

/** The figures, themes and quotes in short sentences of another language; labels and quotes stay as customers wrote them. */
export function foreignAnswer(material: AnswerMaterial, language: Exclude<Language, 'en'>): string {
  const at = ['de', 'fr', 'es'].indexOf(language);
  const say = (what: keyof typeof phrasebook) => phrasebook[what][at] ?? '';
  const { themes, figures, average, share, reviews, note, output } = material;
  const count = (figure: PromptFigure) => {
    const noun = /\bnegative\b/.test(figure.text)
      ? say('negativeReviews')
      : /\bpositive\b/.test(figure.text)
        ? say('positiveReviews')
        : say('reviews');
    const percent = figure.share === null ? '' : ` (${figure.share} % [F${figure.n}])`;
    return `${figure.count} ${say('of')} ${figure.base} ${noun} [F${figure.n}]${percent}`;
  };
  const mean = (figure: PromptFigure) => `${figure.average} ${say('of')} 5 [F${figure.n}]`;
  const used: Set<string>[] = [];
  const quotesOf = (from: typeof reviews, label: string, most: number) =>
    quotesFrom(from, { topic: quoteTopic(label), count: most, used });
  const parts: string[] = note === null ? [] : [say('nothing')];

  const standings = productStandings(figures);
  const [best, worst] = [standings[0], standings.at(-1)];
  const mentions = figures.filter(
    ({ label, month, product }) => label.startsWith('mention ') && month === null && product === null,
  );
  const months = figures.filter((figure) => figure.month !== null && figure.count !== null);
  const [first] = themes;
  if (best && worst && best !== worst)
    parts.push(
      `${say('best')} **${best.product}**, ${mean(best.average)}.\n\n${say('worst')} **${worst.product}**, ${mean(worst.average)}.`,
    );
  if (mentions.length > 0) parts.push(...mentions.map((figure) => `${say('mention')} ${count(figure)}.`));
  if (output === 'trend' && months.length > 0) {
    const peak = months.reduce((a, b) => ((b.share ?? 0) > (a.share ?? 0) ? b : a));
    parts.push(`${say('peak')} ${peak.month}: ${count(peak)}.`);
  }
  if (first) parts.push(`${say('first')} **${first.label}**, ${count(first)}.`);
  const mark =
    share !== null && mentions.length === 0
      ? `${count(share)}: ${share.label
          .replace(/^(\d)-star$/, '$1 ★')
          .replace('negative', say('negative'))
          .replace('positive', say('positive'))}. `
      : '';
  if (average) parts.push(`${mark}${say('average')} ${mean(average)}.`);
  const list = themes.slice(0, 5).map((theme, index) => {
    const own = reviews.filter(({ n }) => theme.reviews.includes(n));
    const quotes = quotesOf(own, theme.label, 1).map((quote) => `   - ${quote.said}`);
    return [
      `${index + 1}. **${theme.label}**: ${count(theme)} [${theme.reviews.join(', ')}]`,
      ...quotes,
    ].join('\n');
  });
  if (list.length > 0) parts.push(list.join('\n'));
  else if (note === null)
    parts.push(
      `${say('quotes')}\n\n${quotesOf(reviews, material.question, 3)
        .map((quote) => `- ${quote.said}`)
        .join('\n')}`,
    );
  return parts.join('\n\n');
}
