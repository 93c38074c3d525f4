import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { limits } from '#shared/limits.ts';
import { formatCount } from '#shared/money.ts';
import { Button } from '../ui/Button.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';

interface ComposerProps {
  initialDraft?: string;
  /** Sends, and resolves to true once the question is safe with the server; the draft is kept until then. */
  onSend: (message: string) => Promise<boolean>;
  /** Present while an answer is being made. */
  onStop?: (() => void) | undefined;
  isSending: boolean;
  isStopping: boolean;
}

/** Where questions are written: Enter sends, Shift+Enter begins a new line, Esc (anywhere on the page) stops. */
export function Composer({ initialDraft = '', onSend, onStop, isSending, isStopping }: ComposerProps) {
  const [draft, setDraft] = useState(initialDraft);
  const hintId = useId();
  // on a phone the focus would open the keyboard over the page
  const isRoomy = useMediaQuery('(min-width: 768px)');
  const tooLong = draft.length > limits.messageUnits;
  const canSend = !isSending && !onStop && !tooLong && draft.trim() !== '';

  const send = async () => {
    if (!canSend) return;
    const isSent = await onSend(draft);
    if (isSent) setDraft((current) => (current === draft ? '' : current));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that picks a word in an input method is not meant for us
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="flex items-end gap-2 rounded-lg border border-line bg-surface p-2 focus-within:border-accent">
        <textarea
          aria-label="Your question"
          autoFocus={isRoomy}
          aria-describedby={hintId}
          aria-invalid={tooLong}
          rows={1}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Ask about your reviews"
          className="field-sizing-content max-h-48 min-h-9 min-w-0 flex-1 resize-none bg-transparent px-2 py-1.5 outline-none placeholder:text-ink-faint"
        />
        {onStop ? (
          <Button onClick={onStop} disabled={isStopping}>
            <Square size={14} aria-hidden fill="currentColor" />
            {isStopping ? 'Stopping…' : 'Stop'}
          </Button>
        ) : (
          <Button look="primary" type="submit" disabled={!canSend}>
            <ArrowUp size={16} aria-hidden />
            {isSending ? 'Sending…' : 'Send'}
          </Button>
        )}
      </div>
      <p
        id={hintId}
        className={`px-2 pt-1.5 text-xs ${tooLong ? 'text-danger' : 'text-ink-faint max-sm:sr-only'}`}
      >
        {tooLong
          ? `${formatCount(draft.length)} characters; a question has at most ${formatCount(limits.messageUnits)}.`
          : 'Enter sends, Shift+Enter begins a new line, Esc stops.'}
      </p>
    </form>
  );
}
