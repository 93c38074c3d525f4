import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';

interface NotFoundProps {
  title?: string;
  /** Why that may be. */
  children?: ReactNode;
}

/** An address that leads nowhere. */
export function NotFound({
  title = 'There is no such page',
  children = 'The link may be mistyped, or of another version. Your conversations are at the left.',
}: NotFoundProps) {
  return (
    <div className="pt-[14vh]">
      <title>Not found · Candor</title>
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        icon={<Compass size={18} aria-hidden />}
        title={title}
        action={
          <Link to="/" className="text-accent underline underline-offset-2">
            Begin a new conversation
          </Link>
        }
      >
        {children}
      </EmptyState>
    </div>
  );
}
