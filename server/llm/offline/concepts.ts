/** What customers of anything come back to, with the words by which they do. */
export interface Concept {
  /** Its name where both praise and blame are meant. */
  topic: string;
  tone: 'problem' | 'praise';
  /** What it is said of: food and shoes don't crash. */
  kind: 'any' | 'software' | 'goods';
  /** As a person would head it; `{product}` and what stands before `/` are left out where no product is meant. */
  label: string;
  /**
   * Alternatives, one of which has to occur for it to be meant: a word, several words of one review, or a quoted
   * phrase of two words at least that PostgreSQL's `english` does not skip; one with `not` is for reading only.
   */
  core: string[];
  /** Words that belong to it only where the core does: `load` is about speed, unless the talk is of freight. */
  more: string[];
  /** The core in other languages. */
  abroad: string[];
}

// Topic | label | core | more | abroad. Words are compared by stem, so one form of each is enough.
const problems = {
  any: `
Price | Too expensive | expensive, overpriced, pricing, price, costly, pricey, subscription | cost, plan, seats | teuer, caro, cher, preis, preise, prix, precio, precios
Billing | Charges and refunds | refund, billing, billed, invoice, "money back", charged, "credit card" |
Support | Poor customer support | "customer service", "customer support", support | unanswered, helpdesk | kundendienst, kundenservice, assistance, soporte
Battery | Drains the battery | battery, overheats | drain | akku, batterie, batería
Usability | Confusing to use | confusing, complicated, unintuitive, clunky, cluttered, "hard to use", "difficult to use" |
Trust | Feels like a scam | scam, scammed, fraud, "rip off", ripoff, stole | dishonest
Quality | Poor quality | flimsy, defective, faulty, "poor quality", "bad quality", "low quality", "poorly made", "cheaply made", "fell apart" | cheap, quality | qualität, qualité, calidad
Service | Unfriendly staff | rude, unfriendly, "staff was", "staff were", "the waiter" | staff, waiter
Cleanliness | Not clean | dirty, filthy, stained, unclean |
Noise | Too noisy | noisy, noise, loud |`,
  software: `
Speed | Slow {product}/Slow loading | slow, slower, sluggish, lag, laggy, "takes forever", "takes ages" | loading, takes seconds, takes minutes, snail, stutter | langsam, lento, lenta, lent, lente, demora, 遅い
Crashes | Crashes{where} | crash, freeze, froze, frozen, unresponsive | closes, quits, "shuts down" | abstürze, abstürzt, stürzt, plante, cierra, absturz, plantages, cierres
Loading | Won’t load or open | loading, "not load", "not open", "not connect", unplayable, "stopped working" | stuck, kicked |
Bugs | Bugs and glitches | bug, buggy, glitch, glitchy | error | fehler, bogues
Integrations | Too few integrations | integration, integrate, zapier, slack, jira, gitlab, github, connector | connect, webhook, teams import, crm | integrationen, integraciones, intégrations, integrações
Documentation | Unclear {product} docs/Unclear documentation | docs, documentation, documented, undocumented | examples, guide, endpoint, openapi | doku, dokumentation, documentación
Notifications | Late notifications and sync | notification, reminder, notify, sync, syncing | alert, badge, push | benachrichtigungen, erinnerungen, notificaciones, recordatorios, avisos, notificações, synchronisiert
Calendar | Broken calendar | calendar, calender | | kalender, calendario
Search | Search doesn’t find things | search |  | suche, recherche, búsqueda
Pay to win | Pay to win | pay win, p2w, paywall, microtransactions, "spend money", "spending money", spend win, greedy, "money grab", "money grabber", "cash grab" | spend, pay, win
Advertising | Too many ads | ads, adverts |  | werbung, publicité, publicidad, anuncios
Account | Can’t log in | login, "log in", password | account, access, log |
Updates | Worse since an update | "new update", "last update", "latest update", "recent update", "new version", "latest version", "new recipe", "recipe changed" |
Cheating | Hackers and cheaters | hacker, cheater, cheating, exploits, bots |
Fairness | Unfair matches | unfair, matchmaking, unbalanced | opponent
Monotony | Boring and repetitive | boring, repetitive, grind, grindy, tedious, "time consuming" |
Lost data | Lost data or progress | "lost progress", "lost everything", disappeared, vanished, wiped, rollback | lost, deleted
Offline use | Doesn’t work offline | offline |
Graphics | Poor graphics | "bad graphics", "poor graphics", "outdated graphics" | graphics |
Servers | Server problems | server, disconnect, maintenance | connection`,
  goods: `
Taste | Doesn’t taste good | taste, flavor, flavour, aftertaste, tasteless, bland | disgusting, nasty | geschmack, goût, sabor
Bitterness | Too bitter | bitter |
Strength | Too weak or watery | weak, watery, "watered down", diluted | strong
Sweetness | Too sweet | sugary, sweetener, syrupy, sweet | sugar, stevia
Salt | Too salty | salty, sodium | salt
Damage | Arrived broken or damaged | crushed, dented, damaged, shattered, smashed, melted, leaked, leaking, "arrived broken", "broken pieces" | broken, pieces
Freshness | Stale or expired | stale, expired, rancid, moldy, mold, rotten, spoiled, expiration |  | frische, fraîcheur
Description | Not as described | misleading, deceptive, mislead, "false advertising", described, advertised, advertising, advertise | description, pictured, picture
Ingredients | Unwanted ingredients | ingredient, chemicals, artificial, preservatives, aspartame, toxic | junk
Health | Made someone sick | sick, vomit, vomiting, diarrhea, allergic, illness, constipated, nausea | stomach, vet, ill
Size | Smaller than expected | tiny, smaller, mini, minis, "half full", "half empty" | small
Delivery | Delivery problems | shipping, delivery, delivered, shipped, courier, fedex | canceled, late | lieferung, versand, livraison, entrega, envío
Smell | Bad smell | smell, odor, stink, stinky |  | geruch, odeur, olor
Texture | Too dry or tough | mushy, gritty, soggy, rubbery, chewy, tough, texture, crumbly | dry
Packaging | Poor packaging | packaging, sealed, unsealed, lid | package | verpackung, emballage, embalaje, envase
Missing parts | Missing or wrong items | "wrong item", incomplete, duplicates, "missing parts", "missing pieces" | missing
Pets | Pets won’t eat it | dog eat, dogs eat, cat eat, cats eat, cat touch, dog touch |`,
};
const praises = {
  any: `
Usability | Easy to use | easy, simple, convenient, intuitive, handy |
Support | Helpful support | support, "customer service", "customer support" | helpful, answered
Price | Good value | "good value", "great value", "good price", "great price", "best price", "reasonable price", "fair price", affordable, bargain, cheaper, inexpensive | deal
Quality | High quality | quality, "well made", sturdy, durable | reliable
Service | Friendly staff | "friendly staff", polite, "staff was", "staff were", "staff is" | friendly, staff`,
  software: `
Speed | Fast {product}/Fast and responsive | fast, quick, snappy, instant, speed | responsive | schnell, rápido, rapide
Fun | Fun to play | fun, addictive, entertaining, enjoyable |
Graphics | Great graphics | graphics, animation | art
Design | Beautiful design | beautiful, gorgeous, "clean design", interface | design
Integrations | Works with other tools | integration, integrate | slack, jira, zapier
Notifications | Reliable sync | sync, syncing, reminder | |
Documentation | Clear documentation | docs, documentation, documented |`,
  goods: `
Taste | Great taste | delicious, tasty, yummy, flavorful, taste, flavor, flavour | rich
Strength | Smooth and strong | smooth, aroma, "full bodied" | strong, bold
Freshness | Fresh | fresh, freshness |
Ingredients | Healthy ingredients | healthy, organic, "gluten free", "all natural", nutritious | natural
Delivery | Fast delivery | shipping, delivery, delivered, shipped |
Pets | Pets love it | dog love, dogs love, cat love, cats love, puppy love |`,
};

/** Problems before praise, what is said of anything first. */
export const concepts = [...conceptsIn('problem', problems), ...conceptsIn('praise', praises)];

/** Praise and blame of one matter as one concept with a neutral name. */
export const neutralConcepts = [...Map.groupBy(concepts, ({ topic }) => topic).values()].flatMap((same) => {
  const all = (key: 'core' | 'more' | 'abroad') => [...new Set(same.flatMap((concept) => concept[key]))];
  const both = { core: all('core'), more: all('more'), abroad: all('abroad') };
  return same.slice(0, 1).map((first) => ({ ...first, ...both, label: first.topic }));
});

/** Alternatives as one expression that PostgreSQL can count. */
export function termsFor(alternatives: readonly string[]): string {
  return alternatives.filter((alternative) => !alternative.startsWith('"not ')).join(' or ');
}

function conceptsIn(tone: Concept['tone'], tables: Readonly<Record<Concept['kind'], string>>): Concept[] {
  return (['any', 'software', 'goods'] as const).flatMap((kind) =>
    tables[kind]
      .trim()
      .split('\n')
      .map((row) => {
        const [topic = '', label = '', ...cells] = row.split('|').map((cell) => cell.trim());
        const [core = [], more = [], abroad = []] = cells.map((cell) => cell.split(', ').filter(Boolean));
        return { topic, tone, kind, label, core, more, abroad };
      }),
  );
}
