import { type ReviewField, type ReviewMapping, reviewFields } from '#shared/reviewMapping.ts';
import { readDate } from './readDate.ts';
import { readRating } from './readRating.ts';

type Sample = readonly Record<string, string>[];

/** What columns are called in exports of stores, survey tools and public data sets, in five languages; likelier names first. */
const NAMES: Record<ReviewField, string> = {
  text: 'text reviewtext content reviewcontent review reviewbody body comment comments message feedback description verbatim answer response opinion kommentar rezension bewertungstext rückmeldung avis commentaire comentario reseña opinión recensione commento',
  title:
    'title summary reviewtitle headline subject reviewsummary reviewheadline heading titel überschrift titre título titolo',
  rating:
    'rating score stars starrating star reviewrating ratings overall overallrating rate note grade sterne bewertung punkte étoiles etoiles estrellas calificación puntuación valutazione stelle',
  product:
    'product productname productid app appname appid packagename asin item itemname sku model modelname business businessid restaurant game produkt produktname modell artikel gerät produit modèle article producto modelo artículo prodotto modello',
  source: 'source platform channel store origin site provider quelle kanal plattform canal fuente fonte',
  author:
    'author username reviewer reviewername reviewernickname profilename nickname user userid reviewerid authorname customer customername name autor verfasser kunde kundenname auteur client cliente autore',
  language: 'language lang locale reviewerlanguage reviewlanguage sprache langue idioma lingua',
  reviewedAt:
    'reviewedat reviewdate reviewsubmitdateandtime date at time datetime timestamp createdat created submittedat postedat publishedat unixreviewtime reviewtime updatedat datum bewertetam erstelltam fecha',
  id: 'reviewid id uuid reviewuuid externalid responseid recordid',
};

/**
 * Guesses which column holds what: by its name, checked against the sample rows; when no name tells, the text by
 * length and the date where just one column holds dates. A column without a name is never an id: it is a row number, and changes when the file grows.
 */
export function guessMapping(columns: readonly string[], sample: Sample): ReviewMapping {
  const mapping: ReviewMapping = {};
  const taken = new Set<string>();
  for (const field of reviewFields) {
    const named = NAMES[field]
      .split(' ')
      .flatMap((name) => columns.filter((column) => plainName(column) === name));
    const column = named.find((column) => !taken.has(column) && fits(field, column, sample));
    if (column === undefined) continue;
    mapping[field] = column;
    taken.add(column);
  }
  const untaken = columns.filter((column) => !taken.has(column));
  const text = mapping.text ?? wordiest(untaken, sample);
  const reviewedAt = mapping.reviewedAt ?? onlyDates(untaken, sample);
  return { ...mapping, ...(text && { text }), ...(reviewedAt && { reviewedAt }) };
}

/** `Review Text`, `review_text` and `reviewText` are the same name. */
function plainName(column: string): string {
  return column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function fits(field: ReviewField, column: string, sample: Sample): boolean {
  const values = sample.map((row) => row[column]?.trim() ?? '').filter((value) => value !== '');
  if (values.length === 0) return field !== 'id';
  if (field === 'rating') return mostly(values, (value) => readRating(value).kind !== 'unknown');
  if (field === 'reviewedAt') return mostly(values, (value) => readDate(value, 'day-first') !== null);
  if (field === 'id') return values.length === sample.length && new Set(values).size === values.length;
  if (field === 'text') return !mostly(values, (value) => /^-?[\d.,]+$/.test(value));
  return true;
}

/** The one column of days as people write them; a bare number may be Unix seconds or anything else. */
function onlyDates(columns: readonly string[], sample: Sample): string | undefined {
  const isDay = (cell = '') => /\D/.test(cell) && readDate(cell, 'day-first') !== null;
  const dated = columns.filter((column) => sample.length > 0 && sample.every((row) => isDay(row[column])));
  return dated.length === 1 ? dated[0] : undefined;
}

function mostly(values: readonly string[], test: (value: string) => boolean): boolean {
  return values.filter(test).length * 2 > values.length;
}

function wordiest(columns: readonly string[], sample: Sample): string | undefined {
  const words = (column: string) =>
    sample.reduce((sum, row) => sum + (row[column]?.split(/\s+/).length ?? 0), 0) /
    Math.max(1, sample.length);
  const [best] = columns.toSorted((a, b) => words(b) - words(a));
  return best !== undefined && words(best) >= 3 ? best : undefined;
}
