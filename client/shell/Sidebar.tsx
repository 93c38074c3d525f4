import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { SessionsList } from '../chat/SessionsList.tsx';

/** The way to a new conversation, and to all that were. */
export function Sidebar() {
  return (
    <>
      <Link
        to="/"
        className="mb-2 flex items-center gap-2 rounded-md border border-line bg-surface px-3 py-1.5 text-sm font-medium hover:bg-raised"
      >
        <Plus size={16} aria-hidden />
        New conversation
      </Link>
      <SessionsList />
    </>
  );
}
