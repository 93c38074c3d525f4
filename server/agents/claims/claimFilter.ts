import type { Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import { claimStart, holdStart } from './claimStart.ts';
import { createCountHold } from './countHold.ts';
import { createSubjects } from './figureSubjects.ts';
import { type CheckedText, createHeldText } from './heldText.ts';
import { createQuoteHold } from './quoteHold.ts';
import { createQuoteSources } from './quoteSource.ts';

export type { CheckedText };

/** What an answer may rest on. */
export interface ClaimBasis {
  question: string;
  sources: readonly Source[];
  figures: readonly Figure[];
}

export interface ClaimFilter {
  push(text: string): CheckedText[];
  /** Decides what has been held too long with what is known of it. */
  settle(): CheckedText[];
  end(): CheckedText[];
  /** Whether something is held back. */
  holds(): boolean;
}

const tags = /^ *\[(?:F\d{1,4}(?:\s*[,;–-]\s*)?)+(\d[\d,\s]*)?\]/i;
const citation = /^ *\[(\d[\d\s,;–-]*)\]/;
const bracketBegun = /^ *\[[F\d,;\s–-]{0,60}$/i;

/**
 * Lets a growing answer pass and holds back what states a count, a share, an average or a quote until it has been
 * held against the figures and the reviews; what is wrong is put right before it is seen. The tags `[F3]` by which
 * the writer names its figures are taken out. Everything else flows at once.
 */
export function createClaimFilter({ question, sources, figures }: ClaimBasis): ClaimFilter {
  const reviews = new Map(sources.map(({ n, text }) => [n, text]));
  const held = createHeldText();
  const counts = createCountHold(held, {
    figures,
    subjects: createSubjects(figures),
    reviews,
    quotable: [question, ...reviews.values()].join('\n').toLowerCase().replace(/\s/g, ''),
  });
  const quotes = createQuoteHold(held, {
    quotes: createQuoteSources(sources),
    known: [question, ...figures.flatMap(({ label, text }) => [label, text])].map((text) =>
      text.toLowerCase(),
    ),
    hasSources: sources.length > 0,
  });

  let isEnding = false;

  /** Answers whether it went on: false while the words to come decide. */
  const readClaim = (isWhole: boolean): boolean => {
    if (/^ *\[/.test(held.text)) return readBracket();
    return quotes.isNext() ? quotes.read(isWhole) : counts.read(isWhole);
  };

  const readBracket = (): boolean => {
    const tagged = tags.exec(held.text);
    const cited = citation.exec(held.text);
    // like any citation it waits for its end, however long that takes: it is no text
    if (!tagged && !cited && !isEnding && bracketBegun.test(held.text)) return false;
    if (tagged) {
      const [whole, others] = tagged;
      held.replace(whole.length, others === undefined ? '' : ` [${others}]`);
    } else if (cited) {
      quotes.cite(cited[0].length, (cited[1]?.match(/\d+/g) ?? []).map(Number));
    } else {
      held.pass(held.text.indexOf('[') + 1);
    }
    return true;
  };

  const read = (isWhole: boolean): void => {
    while (held.text !== '') {
      if (quotes.isOpen()) {
        if (!quotes.read(isWhole)) return;
        continue;
      }
      const claim = claimStart(held.text, held.line);
      // the end of the text may become a claim with what follows it
      const hold = isWhole || claim === 0 ? claim : Math.min(claim, holdStart(held.text));
      held.pass(hold);
      if (hold < claim || held.text === '' || !readClaim(isWhole)) return;
    }
  };

  return {
    push(text) {
      held.text += text;
      counts.lookBack();
      read(false);
      return held.handOver();
    },
    settle() {
      if (!quotes.settle()) read(true);
      return held.handOver();
    },
    end() {
      isEnding = true;
      read(true);
      return held.handOver();
    },
    holds: () => held.text !== '',
  };
}
