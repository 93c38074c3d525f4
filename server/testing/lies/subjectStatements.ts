import type { Material } from './material.ts';
import { lies, number, type Statement, truths } from './statement.ts';

interface Told {
  subject: string;
  value: string;
  tag: string;
}

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The product or the month that a figure is about; null for figures about everything. */
function subjectOf(words: string): string | null {
  const [, product, month] = /(?: of ((?:(?! or ).)+)| in (\d{4}-\d\d))$/.exec(words) ?? [];
  return product ?? (month === undefined ? null : monthName.format(new Date(`${month}-01`)));
}

/** Figures of products or months, true and swapped. */
export function subjectStatements({ counts, averages }: Material): Statement[] {
  const told = (words: string, value: string, tag: string): Told[] => {
    const subject = subjectOf(words);
    return subject === null ? [] : [{ subject, value, tag }];
  };
  const rated = averages.flatMap(({ label, average, tag }) =>
    told(label.replace(/^average rating of \d+ reviews/, ''), average, tag),
  );
  const counted = counts
    .filter(({ label }) => label === 'negative')
    .flatMap(({ noun, count, base, tag }) =>
      told(noun.replace(/^reviews/, ''), `${count} of ${base} reviews`, tag),
    );
  const swapped = (list: readonly Told[], make: (subject: string, other: Told) => string) =>
    list.flatMap((own): [string, RegExp][] => {
      const other = list.find(({ subject, value }) => subject !== own.subject && value !== own.value);
      return other ? [[make(own.subject, other), number(other.value)]] : [];
    });

  return [
    ...lies(
      'an average of another',
      swapped(rated, (subject, { value }) => `**${subject}** has ${value} of 5 on average.`),
    ),
    ...lies(
      'an average of another, with its tag',
      swapped(rated, (subject, { value, tag }) => `In the case of ${subject} it is ${value} of 5 ${tag}.`),
    ),
    ...lies(
      'a count of another',
      swapped(counted, (subject, { value }) => `- ${subject}: ${value} are negative`),
    ),
    ...lies(
      'a count of another in a table',
      swapped(counted, (subject, { value, tag }) => `| ${subject} | ${value} ${tag} |`),
    ),
    ...truths(
      'averages of each',
      rated.map(({ subject, value, tag }, at) =>
        at % 2
          ? `**${subject}** has ${value} of 5 on average.`
          : `For ${subject} it is ${value} of 5 ${tag}.`,
      ),
    ),
    ...truths(
      'counts of each',
      counted.map(({ subject, value, tag }, at) =>
        at % 2 ? `- ${subject}: ${value} are negative` : `| ${subject} | ${value} ${tag} |`,
      ),
    ),
    ...truths('two in a sentence', [
      rated
        .slice(0, 2)
        .map(({ subject, value }) => `${subject} has ${value} of 5 on average`)
        .join(', ') + '.',
      counted
        .slice(0, 2)
        .map(({ subject, value, tag }) => `${subject} with ${value} ${tag}`)
        .join(' and ') + '.',
    ]),
  ];
}
