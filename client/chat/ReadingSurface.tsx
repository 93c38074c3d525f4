import { lazy, type ReactNode, Suspense, useContext, useEffect, useRef, useState } from 'react';
import type { RunView } from '#shared/runView.ts';
import { CardContent } from './CardContent.tsx';
import { LitContext } from './LitContext.ts';

const AnswerCard = lazy(() => import('./AnswerCard.tsx').then((file) => ({ default: file.AnswerCard })));

interface ReadingSurfaceProps {
  view: RunView;
  /** The answer's text; what can be pointed at has `data-cites`, `data-cite` or `data-check`. */
  children: ReactNode;
  /** A citation, a count or a sign was clicked. */
  onOpen: (element: HTMLElement) => void;
}

const restsMs = 350;
const leavesMs = 200;

/**
 * Around an answer's text: tells which sentence the reader points at, shows a card over the citation or the check
 * under the pointer, and opens what is clicked. It listens once for all of them and leaves the text as it is drawn.
 */
export function ReadingSurface({ view, children, onOpen }: ReadingSurfaceProps) {
  const { setLit } = useContext(LitContext);
  const [carded, setCarded] = useState<HTMLElement | null>(null);
  const at = useRef<{ unit: Element | null; card: Element | null }>({ unit: null, card: null });
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const light = (target: Element | null) => {
    const unit = target?.closest<HTMLElement>('[data-cites]') ?? null;
    if (unit === at.current.unit) return;
    at.current.unit = unit;
    setLit(
      unit && {
        runId: view.runId,
        sources: numbers(unit.dataset['cites']),
        figures: numbers(unit.dataset['figures']),
      },
    );
  };
  const planCard = (target: Element | null) => {
    const card = target?.closest<HTMLElement>('[data-cite], [data-check]') ?? null;
    if (card === at.current.card) return;
    at.current.card = card;
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => setCarded(card), card ? restsMs : leavesMs);
  };
  const closeCard = () => {
    at.current.card = null;
    clearTimeout(waiting.current);
    setCarded(null);
  };
  const leave = () => {
    light(null);
    planCard(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is pointed at are buttons and text inside
    <div
      onPointerOver={({ target, pointerType }) => {
        if (!(target instanceof Element)) return;
        light(target);
        if (pointerType !== 'touch') planCard(target);
      }}
      onPointerLeave={leave}
      onFocus={({ target }) => {
        light(target);
        if (target.matches(':focus-visible')) planCard(target);
      }}
      onBlur={leave}
      onClick={({ target }) => {
        const opened = target instanceof Element ? target.closest<HTMLElement>('button') : null;
        if (!opened) return;
        closeCard();
        onOpen(opened);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !carded) return;
        // Esc closes the card, and must not stop the run as well
        event.preventDefault();
        closeCard();
      }}
    >
      {children}
      {carded?.isConnected && (
        <Suspense>
          <AnswerCard anchor={carded} onStay={() => clearTimeout(waiting.current)} onClose={closeCard}>
            <CardContent data={carded.dataset} view={view} />
          </AnswerCard>
        </Suspense>
      )}
    </div>
  );
}

const numbers = (list = '') => list.split(' ').filter(Boolean).map(Number);
