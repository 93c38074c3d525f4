import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { limits } from '#shared/limits.ts';
import { Count } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';

interface ComposerProps {
  draft: string;
  onDraft: (draft: string) => void;
  /** Sends; the draft is kept by whoever has it until the question is safe with the server. */
  onSend: (message: string) => void;
  /** Present while an answer is being made. */
  onStop?: (() => void) | undefined;
  isSending: boolean;
  isStopping?: boolean;
  /** Said at its foot: what sending will take. */
  children?: ReactNode;
}

/** From here on it is said how much room is left. */
const nearUnits = 0.9 * limits.messageUnits;

/** Where questions are written: Enter sends, Shift+Enter begins a new line, Esc (anywhere on the page) stops. */
export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, onStop, isSending, isStopping = false, children } = props;
  const hintId = useId();
  // on a phone the focus would open the keyboard over the page
  const isRoomy = useMediaQuery('(min-width: 768px)');
  const tooLong = draft.length > limits.messageUnits;
  const isNear = draft.length > nearUnits;
  const canSend = !isSending && !onStop && !tooLong && draft.trim() !== '';

  const send = () => {
    if (canSend) onSend(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that picks a word in an input method is not meant for us
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
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
          onChange={(event) => onDraft(event.target.value)}
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
      <div className="flex min-h-6 flex-wrap justify-between gap-x-4 px-2 pt-1.5 text-xs text-ink-faint">
        <p
          id={hintId}
          className={tooLong ? 'text-danger' : isNear ? '' : draft === '' ? 'max-sm:sr-only' : 'sr-only'}
        >
          {isNear ? (
            <>
              <Count count={draft.length} /> of <Count count={limits.messageUnits} unit="character" />
              {tooLong && ': shorten the question to send it'}
            </>
          ) : (
            'Enter sends · Shift+Enter new line · Esc stops'
          )}
        </p>
        {children}
      </div>
    </form>
  );
}
