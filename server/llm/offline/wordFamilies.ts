import { stem } from './stem.ts';

/** Words that customers use for one and the same matter. */
const families: readonly (readonly string[])[] = [
  'crash freeze frozen froze stuck unresponsive responding closes shuts quits dies exits plante cierra abstürze stürzt',
  'bug glitch glitchy error buggy',
  'slow lag laggy loading load slower waiting sluggish langsam laden ladezeit lento lenta lent',
  'fast quick speed instant instantly quickly faster schnell rápido rapide',
  'expensive price cost overpriced pricey costly priced billed billing invoice subscription seats teuer preis caro precio cher',
  'money waste refund wasted',
  'ads advert adverts commercials',
  'support service helpdesk',
  'p2w paywall microtransactions pay',
  'hacker cheater cheat hack exploit hacked',
  'account login password logged log',
  'docs documentation documented guide example samples endpoint manual',
  'integration integrate connector slack github jira zapier webhook',
  'sync calendar syncing calender synchronisation kalender calendario agenda',
  'notification notified reminder badge notify alert',
  'taste flavor flavour tasted aftertaste bland tasteless tasty delicious flavorful yummy',
  'stale expired rotten moldy rancid spoiled expiration',
  'broken damaged crushed dented leaked leaking crumbs',
  'package packaging packaged box bag container',
  'delivery shipping shipped delivered arrived shipment',
  'ingredient chemical artificial preservative aspartame gluten msg',
  'sick allergic allergy diarrhea stomach vomit ill',
  'sugar sweet sweetener sweetened',
  'small tiny smaller size mini',
  'misleading advertised advertisement description misled false',
  'update version patch release',
  'graphics design animation visuals art',
  'fun enjoy enjoyable addictive addicting entertaining',
  'easy simple convenient handy',
  'boring repetitive grind grindy dull',
  'battery charge charging charger',
  'difficult confusing complicated unclear',
  'sound audio noise loud music',
].map((words) => words.split(' '));

const familyByStem = new Map(
  families.flatMap((words, family) => words.map((word): [string, number] => [stem(word), family])),
);

/** Which family a stem belongs to; undefined for most words. */
export function familyOf(wordStem: string): number | undefined {
  return familyByStem.get(wordStem);
}

/** Other words for the same matter, the most usual first. */
export function relatedWords(word: string): string[] {
  const family = familyOf(stem(word));
  return (family === undefined ? [] : (families[family] ?? [])).filter((other) => stem(other) !== stem(word));
}
