import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '../ui/EmptyState.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <div className="pt-[14vh]">
      <title>Not found · Candor</title>
      <h1 className="sr-only">There is no such page</h1>
      <EmptyState
        icon={<Compass size={18} aria-hidden />}
        title="There is no such page"
        action={
          <Link to="/" className="text-accent underline underline-offset-2">
            Begin a new conversation
          </Link>
        }
      >
        The link may be mistyped, or of another version. Your conversations are at the left.
      </EmptyState>
    </div>
  );
}
