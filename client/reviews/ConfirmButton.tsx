import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface ConfirmButtonProps {
  label: string;
  question: string;
  /** What will come of a yes. */
  consequence: string;
  yes: string;
  onConfirm: () => void;
  isPending: boolean;
}

/** A button that asks once more before it does what cannot simply be done again. */
export function ConfirmButton({
  label,
  question,
  consequence,
  yes,
  onConfirm,
  isPending,
}: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button disabled={isPending} onClick={() => setAsking(true)}>
        {isPending ? 'One moment…' : label}
      </Button>
      {isAsking && (
        <Dialog title={question} onClose={() => setAsking(false)}>
          <form method="dialog" className="grid gap-4">
            <p>{consequence}</p>
            <div className="flex flex-wrap gap-2">
              <Button type="submit" look="primary" onClick={onConfirm}>
                {yes}
              </Button>
              <Button type="submit">Leave it as it is</Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
