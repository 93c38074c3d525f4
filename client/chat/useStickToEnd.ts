import { useCallback, useEffect, useRef, useState } from 'react';

/** How far from the end still counts as being there. */
const nearPx = 48;

/** Where the reader is: at the end, away from it, or away from it with something new there. */
type Place = 'end' | 'away' | 'away-from-news';

/**
 * Keeps a scrolling element at its end while its content grows, unless the reader has scrolled up; then it says so, and
 * whether something was added since. `startsAtEnd` is false for a page that opens elsewhere.
 */
export function useStickToEnd<Scroller extends HTMLElement, Content extends HTMLElement>(
  startsAtEnd: boolean,
) {
  const scroller = useRef<Scroller>(null);
  const content = useRef<Content>(null);
  const isAtEnd = useRef(startsAtEnd);
  const [place, setPlace] = useState<Place>('end');
  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current) return;
    let lastTop = element.scrollTop;
    let lastHeight = element.scrollHeight;
    const isNear = () => element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    const onScroll = () => {
      const isUpwards = element.scrollTop < lastTop;
      lastTop = element.scrollTop;
      if (isNear()) isAtEnd.current = true;
      // content that grew since also leaves the end behind; only the reader moves upwards
      else if (isUpwards) isAtEnd.current = false;
      setPlace((before) => (isAtEnd.current ? 'end' : before === 'end' ? 'away' : before));
    };
    const growth = new ResizeObserver(() => {
      const height = element.scrollHeight;
      const hasGrown = height > lastHeight;
      lastHeight = height;
      if (isAtEnd.current) element.scrollTop = height;
      else if (hasGrown && !isNear()) setPlace((before) => (before === 'end' ? 'away' : 'away-from-news'));
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    growth.observe(content.current);
    return () => {
      element.removeEventListener('scroll', onScroll);
      growth.disconnect();
    };
  }, []);
  const jumpToEnd = useCallback(() => {
    isAtEnd.current = true;
    setPlace('end');
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);
  return { scroller, content, place, jumpToEnd };
}
