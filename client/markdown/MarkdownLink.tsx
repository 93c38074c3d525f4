import type { ReactNode } from 'react';
import { safeUrl } from './safeUrl.ts';

export interface MarkdownLinkProps {
  href?: string | undefined;
  children?: ReactNode;
}

/** A link out of an answer: says where it leads, tells nobody where from. Any other address is shown as text alone. */
export function MarkdownLink({ href = '', children }: MarkdownLinkProps) {
  const url = safeUrl(href);
  if (!url) return <span>{children}</span>;
  const place = url.protocol === 'mailto:' ? url.pathname : url.host;
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer nofollow">
      {children} <span className="text-ink-faint">({place})</span>
    </a>
  );
}
