import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface ConfirmButtonProps {
  label: string;
  question: string;
  /** What will come of a yes. */
  consequence: ReactNode;
  yes: string;
  action: { mutate: () => void; isPending: boolean; error: Error | null };
}

/** A button that asks once more before it does what cannot simply be done again, and says when that failed. */
export function ConfirmButton({ label, question, consequence, yes, action }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button disabled={action.isPending} onClick={() => setAsking(true)}>
        {action.isPending ? 'One moment…' : label}
      </Button>
      {action.error && (
        <p role="alert" className="text-danger">
          {action.error.message}
        </p>
      )}
      {isAsking && (
        <Dialog title={question} onClose={() => setAsking(false)}>
          <form method="dialog" className="grid gap-4">
            <p>{consequence}</p>
            <div className="flex flex-wrap gap-2">
              <Button type="submit" look="primary" onClick={() => action.mutate()}>
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
