import { useState } from 'react';
import { limits } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';

interface EditQuestionProps {
  question: string;
  onAsk: (question: string) => void;
  onCancel: () => void;
}

/** The last question, to be asked anew in other words; its answer so far stays as an earlier version. */
export function EditQuestion({ question, onAsk, onCancel }: EditQuestionProps) {
  const [text, setText] = useState(question);
  const canAsk = text.trim() !== '' && text.length <= limits.messageUnits;
  const ask = () => canAsk && onAsk(text);
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <textarea
        aria-label="Edit the question"
        autoFocus
        rows={1}
        value={text}
        maxLength={limits.messageUnits}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            // leaving the field is all that Esc does here
            event.stopPropagation();
            onCancel();
          }
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          ask();
        }}
        className="field-sizing-content max-h-48 w-full resize-none rounded-md border border-line bg-surface px-3 py-2 font-semibold outline-none focus:border-accent"
      />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={!canAsk}>
          Ask instead
        </Button>
      </div>
    </form>
  );
}
