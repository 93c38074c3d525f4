import type { AnswerCheck, RunView } from '#shared/runView.ts';
import { quotedIn } from './quotedIn.ts';

/** A check for people: what came of it in two or three words, and the sentence behind it. */
export interface ToldCheck {
  verdict: string;
  reason: string;
}

/** What a check of an answer found. */
export function tellCheck(
  check: AnswerCheck,
  view: Pick<RunView, 'answer' | 'figures' | 'sources'>,
): ToldCheck {
  const { kind, verdict, detail } = check;
  const figure = view.figures.find(({ n }) => n === check.figure);
  const counted = figure ? `the database counted ${figure.text} (${figure.label})` : null;
  const wrote = `the model had written “${withoutQuotes(detail)}”`;
  switch (verdict) {
    case 'confirmed':
      if (kind === 'count')
        return {
          verdict: 'Counted by the database',
          reason: figure ? `${figure.text} · ${figure.label}` : 'The number agrees with what was counted.',
        };
      return { verdict: 'Word for word', reason: `These words stand in ${holdersOf(check, view)}.` };
    case 'replaced':
      return {
        verdict: 'Put right',
        reason: `${capital(wrote)}; ${
          kind === 'count'
            ? (counted ?? 'nothing that was counted says so')
            : kind === 'quote'
              ? 'the words here are the review’s own'
              : 'the quote stands in the review that is cited now'
        }.`,
      };
    case 'dropped':
      return {
        verdict: 'Left out',
        reason: `${capital(wrote)}; ${
          kind === 'citation' ? 'no such review was read' : 'no review that was read says so'
        }.`,
      };
    case 'wrong':
      return {
        verdict: 'Does not hold',
        reason: `${capital(wrote)}, which was sent before the rest of the sentence showed that it is wrong${
          counted ? `; ${counted}` : ''
        }.`,
      };
    default:
      verdict satisfies never;
      return { verdict, reason: detail };
  }
}

const withoutQuotes = (text: string) => text.trim().replace(/^["'“„«‘]+|["'”“»’]+$/gu, '');

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function holdersOf(
  { offset, length }: AnswerCheck,
  { answer, sources }: Pick<RunView, 'answer' | 'sources'>,
): string {
  const words = answer.slice(offset, offset + length);
  const holders = sources.filter(({ text }) => quotedIn(text, [words]).length > 0).map(({ n }) => n);
  if (holders.length === 0) return 'a review that was read';
  return `${holders.length === 1 ? 'review' : 'reviews'} ${holders.join(', ')}`;
}
