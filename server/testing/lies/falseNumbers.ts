import type { CountLine, Material } from './material.ts';
import { lies, number, type Statement } from './statement.ts';

/** Counts, bases, shares and averages that no figure states, or that another figure states. */
export function falseNumbers({ themes, counts, averages, reviews }: Material): Statement[] {
  const stated = new Set<number>([
    ...[...themes, ...counts].flatMap(({ count, base, share }) => [count, base, share]),
    reviews.length,
  ]);
  let next = 0;
  /** A number that nobody counted. */
  const invented = (from = 51): number => {
    do next += 1;
    while (stated.has(from + next));
    return from + next;
  };
  const top = themes.slice(0, 5);
  const of = (make: (theme: CountLine, at: number) => readonly [string, RegExp]) => top.map(make);
  const wrongCount = (make: (theme: CountLine, wrong: number) => string) =>
    of((theme) => {
      const wrong = invented();
      return [make(theme, wrong), number(wrong)];
    });
  const other = (at: number): CountLine => {
    const found = top.find(({ count }, index) => index !== at && count !== top[at]?.count) ?? top[0];
    if (!found) throw new Error('the prompt has no themes');
    return found;
  };
  const average = averages[0]?.average ?? '';
  const wrongAverages = ['4.9', '1.2', '4.7', '1.4', '4.6'].filter((wrong) => wrong !== average);

  return [
    ...lies('a count changed beside its tag', [
      ...wrongCount(
        ({ base, noun, tag, label }, wrong) => `**${label}**: ${wrong} of ${base} ${noun} ${tag}.`,
      ),
      ...wrongCount(
        ({ base, noun, tag }, wrong) => `A matter for ${wrong} of ${base} ${noun} ${tag}, we read.`,
      ),
    ]),
    ...lies('a count changed without a tag', [
      ...wrongCount(
        ({ base, noun, label }, wrong) => `**${label}** comes up in ${wrong} of ${base} ${noun}.`,
      ),
      ...wrongCount(
        ({ base, noun, label }, wrong) => `In ${wrong} of ${base} ${noun} the matter is ${label}.`,
      ),
    ]),
    ...lies(
      'a base changed',
      of(({ count, base, noun, tag, label }, at) => {
        const wrong = base + 13 + at;
        return [`**${label}**: ${count} of ${wrong} ${noun} ${at % 2 ? tag : ''}.`, number(wrong)];
      }),
    ),
    ...lies(
      'figures swapped, each with the tag of the other',
      of(({ label }, at) => {
        const { count, base, noun, tag } = other(at);
        return [`**${label}** was named in ${count} of ${base} ${noun} ${tag}.`, number(count)];
      }),
    ),
    ...lies(
      'figures swapped without tags',
      of(({ label }, at) => {
        const { count, base, noun } = other(at);
        return [`- **${label}** (${count} of ${base} ${noun})`, number(count)];
      }),
    ),
    ...lies(
      'a figure under another heading',
      of(({ label }, at) => {
        const { count, base, noun } = other(at);
        return [`1. **${label}**\n   - ${count} of ${base} ${noun} say so`, number(count)];
      }),
    ),
    ...lies(
      'an unknown tag',
      wrongCount(({ base, noun }, wrong) => `It troubles ${wrong} of ${base} ${noun} [F99].`),
    ),
    ...lies(
      'a share changed beside its tag',
      of(({ tag }) => {
        const wrong = invented();
        return [`It is ${wrong} % ${tag} of them.`, number(wrong)];
      }),
    ),
    ...lies(
      'a share changed behind its count',
      of(({ count, base, noun, tag, label }, at) => {
        const wrong = invented();
        return [
          `**${label}**: ${count} of ${base} ${noun}${at % 2 ? ` ${tag}` : ''} (${wrong} %).`,
          number(wrong),
        ];
      }),
    ),
    ...lies(
      'per cent in words',
      of(({ noun, tag }, at) => {
        const wrong = invented();
        return [
          `That is ${wrong} ${at % 2 ? 'percent' : 'per cent'} of ${noun} ${at > 2 ? tag : ''}.`,
          number(wrong),
        ];
      }),
    ),
    ...lies(
      'an average changed beside its tag',
      wrongAverages.map((wrong) => [`Customers give ${wrong} of 5 ${averages[0]?.tag}.`, number(wrong)]),
    ),
    ...lies('an average changed without a tag', [
      ...wrongAverages.map((wrong): [string, RegExp] => [
        `The average rating is ${wrong} of 5.`,
        number(wrong),
      ]),
      [`On average the rating is **4.8** stars.`, /4\.8/],
      [`The mean is 4.5 out of 5.`, /4\.5/],
      [`All in all 4.3/5 on average.`, /4\.3/],
    ]),
    ...lies('a number in words', [
      ['Forty-nine customers left over it.', /forty/i],
      ['We found that seventy-seven reviewers agree.', /seventy/i],
      ['Another eighteen users write the same.', /eighteen/i],
      ['Hundreds of customers say so.', /hundreds/i],
      ['It angers two hundred users.', /hundred/i],
      ['Dozens of negative reviews repeat it.', /dozens/i],
    ]),
    ...lies('separators of thousands', [
      ['It is 1,247 of 3,000 reviews.', /1,247|3,000/],
      ['There are 12.480 reviews like it.', /12\.480/],
      ['We heard it from 2 345 customers.', /2 345/],
      ['A total of 4’120 reviewers agree.', /4’120/],
      ['They are 2k users by now.', /2k/],
    ]),
    ...lies(
      'bold numbers',
      wrongCount(
        ({ base, noun, label, tag }, wrong) => `${label} is in **${wrong}** of **${base}** ${noun} ${tag}.`,
      ),
    ),
    ...lies(
      'out of',
      wrongCount(({ base, noun }, wrong) => `That makes ${wrong} out of ${base} ${noun}.`),
    ),
    ...lies('counts of what nobody counted', [
      ['83 customers ask for a dark theme.', /83/],
      ['A dark theme is wanted by 96 users.', /96/],
      ['More than 70 reviewers want it back.', /70/],
      ['It was mentioned 64 times.', /64/],
      ['Between 60 and 70 people wait for it.', /70/],
      ['About 60–70 users wait for it.', /60|70/],
      ['At least 90+ customers wait for it.', /90/],
      ['It is wanted by 66 of them.', /66/],
      ['9 out of 10 customers want it.', /9 out|10/],
      ['Mentions: 71', /71/],
      ['97 very angry mobile users want it.', /97/],
      ['84/99 reviews want it.', /84|99/],
    ]),
    ...lies(
      'the tone swapped',
      of(({ count, base, noun, tag, label }, at) => [
        `**${label}**: ${count} of ${base} ${noun.replace('negative', 'positive')} ${at % 2 ? tag : ''}.`,
        /positive/,
      ]),
    ),
    ...lies(
      'the tone swapped behind the count',
      counts
        .filter(({ label }) => label === 'negative')
        .flatMap(({ count, base, noun, share }) => [
          [`Of note, ${count} of ${base} ${noun} are positive.`, /positive/],
          [
            `${count} of ${base} ${noun} (${share} %) were read and ${count} of ${base} ${noun} are positive.`,
            /positive/,
          ],
        ]),
    ),
    ...lies('German counts', [
      ...wrongCount(({ base, label }, wrong) => `**${label}**: ${wrong} von ${base} negativen Bewertungen.`),
      ['Mindestens 83 Kunden klagen darüber.', /83/],
      ['Das sind 91 Prozent der Kunden.', /91/],
      ['Zweiundfünfzig Nutzer schreiben das.', /zweiund/i],
    ]),
    ...lies('French counts', [
      ...wrongCount(({ base, label }, wrong) => `**${label}** : ${wrong} des ${base} avis négatifs.`),
      ['Au moins 83 clients le disent.', /83/],
      ['Soit 91 % des clients.', /91/],
    ]),
    ...lies('Spanish counts', [
      ...wrongCount(
        ({ base, label, tag }, wrong) => `**${label}**: ${wrong} de ${base} reseñas negativas ${tag}.`,
      ),
      ['Al menos 83 usuarios lo dicen.', /83/],
      ...of(({ count, base, label }) => [
        `**${label}**: ${count} de ${base} reseñas positivas.`,
        /positivas/,
      ]),
    ]),
    ...lies(
      'cells of a table',
      of(({ label, base }, at) => {
        const wrong = invented();
        const cell =
          [`${wrong}`, `${wrong} of ${base}`, `${wrong} %`, `**${wrong}**`, `${wrong}/${base}`][at] ?? '';
        return [`| Theme | Reviews |\n| --- | --- |\n| ${label} | ${cell} |`, number(wrong)];
      }),
    ),
    ...lies(
      'the base said first',
      of(({ base, noun, label }) => {
        const wrong = invented();
        return [`Of ${base} ${noun}, ${wrong} mention ${label}.`, number(wrong)];
      }),
    ),
  ];
}
