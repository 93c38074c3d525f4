import { Link } from '@tanstack/react-router';
import { Plus, Upload } from 'lucide-react';
import { useContext } from 'react';
import { SessionsList } from '../chat/SessionsList.tsx';
import { ImportReviewsContext } from '../ImportReviewsContext.ts';

const way =
  'mb-2 flex w-full items-center gap-2 rounded-md border border-line bg-surface px-3 py-1.5 text-sm font-medium hover:bg-raised';

/** The ways to a new conversation, to more reviews, and to all conversations that were. */
export function Sidebar() {
  const { open, isRunning } = useContext(ImportReviewsContext);
  return (
    <>
      <Link to="/" className={way}>
        <Plus size={16} aria-hidden />
        New conversation
      </Link>
      <button type="button" onClick={() => open()} className={way}>
        <Upload size={16} aria-hidden />
        {isRunning ? 'Importing reviews…' : 'Import reviews'}
      </button>
      <SessionsList />
    </>
  );
}
