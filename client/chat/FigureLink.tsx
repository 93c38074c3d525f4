import { useContext } from 'react';
import { MarkdownLink, type MarkdownLinkProps } from '../markdown/MarkdownLink.tsx';
import { SourcesContext } from './SourcesContext.ts';
import { figureHref } from './withFigureLinks.ts';

/** A count in an answer: opens the reviews it counts. Any other link leads out as usual. */
export function FigureLink({ href = '', children }: MarkdownLinkProps) {
  const { figures, openFigure } = useContext(SourcesContext);
  if (!href.startsWith(figureHref)) return <MarkdownLink href={href}>{children}</MarkdownLink>;
  const figure = figures.find(({ n }) => n === Number(href.slice(figureHref.length)));
  if (!figure) return <span>{children}</span>;
  return (
    <button
      type="button"
      title={`${figure.label}: show the ${figure.count} reviews`}
      onClick={() => openFigure(figure)}
      className="underline decoration-line decoration-2 underline-offset-4 tabular-nums hover:bg-accent-wash hover:decoration-accent"
    >
      {children}
    </button>
  );
}
