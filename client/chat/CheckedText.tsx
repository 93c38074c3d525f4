import { Eraser, PencilLine } from 'lucide-react';
import { type ReactNode, useContext } from 'react';
import { SourcesContext } from './SourcesContext.ts';

/** What `checkMark` says of a stretch; whoever listens above reads it off the element. */
interface CheckedTextProps {
  'data-check'?: string;
  'data-kind'?: string;
  'data-verdict'?: string;
  'data-figure'?: string;
  children?: ReactNode;
}

/**
 * A stretch of an answer that was held against the data: what holds is quiet, what was put right is underlined and
 * has a sign, what was left out is the sign alone. A count opens its reviews.
 */
export function CheckedText({ children, ...data }: CheckedTextProps) {
  const { figures } = useContext(SourcesContext);
  const { 'data-check': id, 'data-kind': kind, 'data-verdict': verdict, 'data-figure': n } = data;
  const isCount = n !== undefined && figures.some((figure) => figure.n === Number(n));
  const look = `checked checked-${verdict} ${isCount ? 'checked-count' : ''}`;
  const isHeld = verdict === 'confirmed';
  const Sign = verdict === 'dropped' ? Eraser : PencilLine;
  return (
    <>
      {isCount && (
        <button type="button" {...data} className={look}>
          {children}
        </button>
      )}
      {!isCount && children !== undefined && (
        <span {...data} className={look}>
          {children}
        </span>
      )}
      {!isHeld && (
        <button
          type="button"
          data-check={id}
          data-sign
          aria-label={verdict === 'dropped' ? `A ${kind} was left out here` : `This ${kind} was put right`}
          className="ml-0.5 inline-grid size-4 place-items-center rounded-sm align-[-2px] text-warning hover:bg-accent-wash"
        >
          <Sign size={12} aria-hidden />
        </button>
      )}
    </>
  );
}
