import { useEffect, useRef } from 'react';

/** How far from the end still counts as being there. */
const nearPx = 48;

/** Keeps a scrolling element at its end while its content grows, unless the reader has scrolled up. */
export function useStickToEnd<Scroller extends HTMLElement, Content extends HTMLElement>() {
  const scroller = useRef<Scroller>(null);
  const content = useRef<Content>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current) return;
    let isAtEnd = true;
    let lastTop = 0;
    const onScroll = () => {
      const isUpwards = element.scrollTop < lastTop;
      lastTop = element.scrollTop;
      if (element.scrollHeight - element.scrollTop - element.clientHeight < nearPx) isAtEnd = true;
      // content that grew since also leaves the end behind; only the reader moves upwards
      else if (isUpwards) isAtEnd = false;
    };
    const growth = new ResizeObserver(() => {
      if (isAtEnd) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    growth.observe(content.current);
    return () => {
      element.removeEventListener('scroll', onScroll);
      growth.disconnect();
    };
  }, []);
  return { scroller, content };
}
