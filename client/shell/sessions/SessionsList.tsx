import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { groupSessions } from './groupSessions.ts';
import { SessionItem } from './SessionItem.tsx';
import { sessionSearchId } from './sessionSearchId.ts';
import { useSessions } from './useSessions.ts';

/** The company's conversations by day, the last used first, and the field that searches them. */
export function SessionsList() {
  const [words, setWords] = useState('');
  const sessions = useSessions(words);
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label="Conversations" className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchField
        id={sessionSearchId}
        label="Search conversations"
        value={words}
        onChange={setWords}
        keys="/"
        maxLength={200}
        className="mx-2"
      />
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {sessions.isPending && (
          <div className="p-3">
            {sessions.error ? null : <Skeleton lines={4} label="Loading the conversations" />}
          </div>
        )}
        {sessions.error && !sessions.data && (
          <p className="px-3 py-2 text-sm text-ink-faint">The conversations could not be loaded.</p>
        )}
        {sessions.data && items.length === 0 && (
          <p className="px-3 py-2 text-sm text-ink-faint">
            {words.trim() === ''
              ? 'Your conversations will be listed here.'
              : 'No conversation has these words in its title or its questions.'}
          </p>
        )}
        {groupSessions(items, sessions.dataUpdatedAt).map((group) => (
          <div key={group.name} className="pb-2">
            <h2 className="px-3 py-1.5 text-xs font-medium text-ink-faint">{group.name}</h2>
            <ul aria-label={group.name} className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
              {group.sessions.map((session) => (
                <SessionItem key={session.id} session={session} />
              ))}
            </ul>
          </div>
        ))}
        {sessions.hasNextPage && (
          <Button
            look="quiet"
            disabled={sessions.isFetchingNextPage}
            onClick={() => void sessions.fetchNextPage()}
            className="w-full"
          >
            Show more
          </Button>
        )}
      </div>
    </section>
  );
}
