import { type ChatAnswer, citedNumbers } from '#shared/chatAnswer.ts';
import { formatCount } from '#shared/money.ts';

const counted = /(?<![\d.,])(\d[\d,]*) of (\d[\d,]*)(?= (?!5\b)[\p{L}-])/gu;
const shares = /(?<![\d.])(\d+) %/g;
const averages = /(\d\.\d) of 5\b/g;
const quoted = /“([^”]+)” \[(\d+)\]/g;

/** What an answer states that its figures and its cited reviews don't bear out, by their texts alone. */
export function faultsIn({ message, metadata }: ChatAnswer): string[] {
  const { figures, citations } = metadata;
  const counts = figures.filter(({ kind }) => kind === 'count');
  const means = figures.filter(({ kind }) => kind === 'average').map(({ text }) => text);
  const lines = message.split('\n');
  return [
    ...lines.flatMap((line) => {
      const stated = [...line.matchAll(counted)].map(([, count, base]) => {
        const found = counts.find(
          (one) => formatCount(one.count) === count && formatCount(one.base) === base,
        );
        return { said: `${count} of ${base}`, share: found && Math.round((100 * found.count) / found.base) };
      });
      const unknown = stated.filter(({ share }) => share === undefined);
      // a share stands behind its count, on the same line
      const wrong = [...line.matchAll(shares)].filter(
        ([, share]) => !stated.some((one) => one.share === Number(share)),
      );
      return [
        ...unknown.map(({ said }) => `no figure says ${said}: ${line}`),
        ...wrong.map(([share]) => `no count has ${share}: ${line}`),
      ];
    }),
    ...[...message.matchAll(averages)]
      .filter(([said]) => !means.includes(said))
      .map(([said]) => `no figure says ${said}`),
    ...citedNumbers(message)
      .filter((cited) => !citations.some(({ n }) => n === cited))
      .map((cited) => `[${cited}] is no review that was read`),
    ...[...message.matchAll(quoted)]
      .filter(([, quote = '', n]) => {
        const review = citations.find((cited) => cited.n === Number(n));
        return !asShown(review?.text ?? '').includes(quote.replace(/^…|…$/g, ''));
      })
      .map(([whole]) => `nobody wrote ${whole}`),
  ];
}

/** A review's words as an answer may show them: on one line, in no brackets or marks of its own. */
function asShown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[“”]/g, "'")
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll('<', '‹')
    .replaceAll('>', '›');
}
