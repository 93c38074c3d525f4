import { formatCount } from '#shared/money.ts';
import { ConfirmButton } from './ConfirmButton.tsx';

interface UndoButtonProps {
  /** How many reviews the import added. */
  added: number;
  onConfirm: () => void;
  isPending: boolean;
}

/** Takes back what an import added, after saying how many reviews that is. */
export function UndoButton({ added, onConfirm, isPending }: UndoButtonProps) {
  const reviews = `${formatCount(added)} ${added === 1 ? 'review' : 'reviews'}`;
  return (
    <ConfirmButton
      label="Undo import"
      question="Undo this import?"
      consequence={`The ${reviews} that it added will be taken back. What was there before stays, and importing the file again brings them back.`}
      yes={`Take back ${reviews}`}
      onConfirm={onConfirm}
      isPending={isPending}
    />
  );
}
