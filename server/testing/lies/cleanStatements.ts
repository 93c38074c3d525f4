import type { Material, ReviewLine } from './material.ts';
import { type Statement, truths } from './statement.ts';

/** What good models write: everything in it is true, so that nothing of it may change but the tags. */
export function cleanStatements({ themes, counts, averages, reviews }: Material): Statement[] {
  const top = themes.slice(0, 5);
  const quotable = reviews.filter(({ text }) => text.split(' ').length >= 9).slice(0, 5);
  const begin = ({ text }: ReviewLine, count = 6) =>
    text
      .split(' ')
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:!?]+$/, '');
  const [first, second, third] = top;
  const [whole] = counts;
  const [average] = averages;
  if (!first || !second || !third || !whole || !average) throw new Error('the prompt has too few figures');

  return [
    ...truths(
      'figures copied with their tags',
      top.map(({ label, count, base, noun, share, tag }, at) =>
        at % 2
          ? `**${label}** was named in ${count} of ${base} ${noun} ${tag}.`
          : `**${label}**: ${count} of ${base} ${noun} ${tag} (${share} %).`,
      ),
    ),
    ...truths(
      'figures copied without tags',
      top.map(({ label, count, base, noun, share }, at) =>
        at % 2
          ? `${count} of ${base} ${noun} (${share} %) are about ${label}.`
          : `**${label}** (${count} of ${base} ${noun}) comes next.`,
      ),
    ),
    ...truths('two figures in a sentence', [
      `**${first.label}** leads with ${first.count} of ${first.base} ${first.noun} ${first.tag}, ahead of **${second.label}** with ${second.count} of ${second.base} ${second.noun} ${second.tag}.`,
      `${first.label} (${first.count} of ${first.base}) and ${second.label} (${second.count} of ${second.base}) stand out.`,
      `${first.count} of ${first.base} ${first.noun} mention ${first.label} and ${second.count} of ${second.base} mention ${second.label}.`,
      `Behind ${first.label}, ${second.count} of ${second.base} ${second.noun} ${second.tag} are about ${second.label}.`,
      `Overall, ${whole.count} of ${whole.base} ${whole.noun} are ${whole.label} ${whole.tag}; the average rating is ${average.average} of 5 ${average.tag}.`,
    ]),
    ...truths('shares', [
      `${first.label} makes up ${first.share} % ${first.tag} of them.`,
      `About ${first.label}: ${first.share} percent of ${first.noun} ${first.tag}.`,
      `${second.label}: ${second.count} of ${second.base}, or ${second.share} %.`,
      `${whole.share} % ${whole.tag} of all reviews are ${whole.label}.`,
      `**${third.label}** — ${third.count} of ${third.base} ${third.noun} — is ${third.share} %.`,
    ]),
    ...truths('averages', [
      `The average rating is ${average.average} of 5 ${average.tag}.`,
      `On average customers give ${average.average} out of 5.`,
      `The average, ${average.average}/5, hides a lot.`,
      `They rate it **${average.average}** of 5 ${average.tag} on average.`,
      `The average rating of ${whole.base} reviews is ${average.average} stars.`,
    ]),
    ...truths('bases and what was read', [
      `Based on ${first.base} ${first.noun}, these stand out.`,
      `Of ${first.base} ${first.noun}, ${first.count} mention ${first.label}.`,
      `I read ${reviews.length} reviews for this.`,
      `This rests on ${whole.base} reviews in all.`,
      `Among the ${first.base} ${first.noun} one matter recurs.`,
    ]),
    ...truths('years, months and dates', [
      'It began in 2026 and got worse in June 2026.',
      'Since 2025 the tone has changed; 2026 was better.',
      'On 2026-03-14 a release went out.',
      'The average was highest in August 2026, they say.',
      'Between March and May 2026 customers were patient.',
    ]),
    ...truths('versions and devices', [
      'Version 4.1.3 broke it; 4.2 mended it.',
      'Android 12 users and iOS 17 users see it.',
      'It concerns the Moto E5, the Galaxy S8 and the iPhone 12 users.',
      'After v3.8 users waited.',
      'The OAuth 2 users and those of API v2 customers are fine.',
    ]),
    ...truths('prices and times', [
      'They pay $12 a month, or €9.50 in Europe.',
      'It takes 26 seconds to open, instead of 2.',
      'They waited 3 weeks for an answer, then 2 more days.',
      'Support is there from 9 to 5, they say.',
      'A sync takes 4.5 minutes on average for them.',
    ]),
    ...truths('ratings of single reviews', [
      'She rated it 2 of 5 stars [2].',
      'One gave it 1 of 5 [1], another 1 star [4].',
      'A 2-star review says so [3].',
      'The 1-star and 2-star reviews agree.',
      'Rated 1 of 5, it is a sad one [1].',
    ]),
    ...truths('rankings', [
      'Here are the top 5 complaints:',
      'The first 3 themes matter most.',
      `1. **${first.label}**\n2. **${second.label}**\n3. **${third.label}**`,
      'Two themes stand out, and 3 reasons are given.',
      'The top 10 customers are not named.',
    ]),
    ...truths(
      'quotes',
      quotable.map((review, at) => {
        const text = begin(review);
        return (
          [
            `“${text}” [${review.n}].`,
            `As one says, "${text}" [${review.n}].`,
            `On lit « ${text} » [${review.n}].`,
            `Es heißt „${text}“ [${review.n}].`,
            `> “${text}” [${review.n}]`,
          ][at] ?? ''
        );
      }),
    ),
    ...truths(
      'quotes that leave something out',
      quotable.map((review, at) => {
        const own = review.text.split(' ');
        const [one, two] = [
          own.slice(0, 3).join(' '),
          own
            .slice(5, 9)
            .join(' ')
            .replace(/[.,;:!?]+$/, ''),
        ];
        return `“${one} ${['…', '...', '[…]', '[...]', '…'][at]} ${two}” [${review.n}]`;
      }),
    ),
    ...truths(
      'blockquotes and lists of quotes',
      quotable.map((review, at) => {
        const text = begin(review, 8);
        return (
          [
            `> ${text} [${review.n}]`,
            `> ${text} — a customer [${review.n}]`,
            `- “${text}” [${review.n}]`,
            `   - “${text}” [${review.n}]`,
            `> "${text}" [${review.n}]`,
          ][at] ?? ''
        );
      }),
    ),
    ...truths(
      'quotes with a remote citation',
      quotable.map((review, at) =>
        at % 2
          ? `“${begin(review)}”, writes one customer [${review.n}].`
          : `Review [${review.n}] says: “${begin(review)}”.`,
      ),
    ),
    ...truths('short names in quotes', [
      'The “Export” button and the "Save" menu are hard to find.',
      'They look for “Share board” in vain.',
      "The 'Team' plan and the ‘Solo’ plan differ.",
      'The page “Settings” moved.',
      'What they call "the wheel" turns.',
    ]),
    ...truths('tables', [
      `| Theme | Reviews | Share |\n| --- | --- | --- |\n| ${first.label} | ${first.count} of ${first.base} ${first.tag} | ${first.share} % |`,
      `| # | Theme | Reviews |\n| --- | --- | --- |\n| 1 | ${first.label} | ${first.count} |\n| 2 | ${second.label} | ${second.count} |`,
      `| ${second.label} | ${second.count} | ${second.base} | ${second.share} % |`,
      `| ${third.label} | **${third.count}** ${third.tag} | [${reviews[0]?.n}] |`,
      `| Release | Year |\n| --- | --- |\n| 4.1.3 | 2026 |`,
    ]),
    ...truths('German', [
      `**${first.label}**: ${first.count} von ${first.base} negativen Bewertungen ${first.tag}.`,
      `Das sind ${first.share} Prozent ${first.tag} davon.`,
      'Zwei Kunden schreiben es so [1, 2].',
      `Die Durchschnittsbewertung liegt bei ${average.average.replace('.', ',')} von 5 ${average.tag}.`,
      'Seit 2026 dauert es drei Wochen, und die Nutzer warten.',
    ]),
    ...truths('French and Spanish', [
      `**${first.label}** : ${first.count} des ${first.base} avis négatifs ${first.tag}.`,
      'Deux clients le disent [1, 2] ; l’application n’est pas en cause.',
      `**${second.label}**: ${second.count} de ${second.base} reseñas negativas ${second.tag}.`,
      'Dos clientes lo dicen [3, 4].',
      `La note moyenne est de ${average.average} sur 5 ${average.tag}.`,
    ]),
    ...truths('apostrophes', [
      "Customers' boards don't load, and the users' phones aren't to blame.",
      "It's the company's own app that can't sync; that's all.",
      'Customers’ boards don’t load, it’s said.',
      "Rock 'n' roll it isn't.",
      "The '90s called, as they'd say.",
    ]),
    ...truths('customers counted by their citations', [
      'Two customers say so [1, 2].',
      'Three reviewers agree [1, 3, 5].',
      'For 2 users it is worse [2][4].',
      'One customer writes that it is slow [1].',
      'Three customers describe it:',
    ]),
    ...truths(
      'numbers out of reviews',
      reviews
        .flatMap(({ n, text }) => {
          const found = /(\d+|two|three|four|eleven|forty) ((?!(?:of|and|a|is|for|in)\b)[a-z]{3,})/.exec(
            text,
          )?.[0];
          return found === undefined ? [] : [`One speaks of ${found} [${n}].`];
        })
        .slice(0, 8),
    ),
    ...truths('links, code and mark-up', [
      'See `limit=50` and `[1]` in the docs, or **bold** and *slanted* words.',
      '### What stands out',
      '- [ ] a task, and a_name_with_underscores',
      'It is 24/7, 1–2 clicks, 3x slower and 100 % theirs.',
      'A > B, and 5" screens; 50:50.',
    ]),
  ];
}
