import { useRef, useState } from 'react';

const pauseMs = 300;

/**
 * Words that are being typed, told on after a pause. `onPause` resolves when they are in force, until when the field
 * shows what was typed.
 */
export function useTypedWords(
  inForce: string | undefined,
  onPause: (words: string | undefined) => Promise<void>,
) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (words: string) => {
    setTyped(words);
    clearTimeout(timer.current);
    const tell = async () => {
      await onPause(words.trim() || undefined);
      setTyped((now) => (now === words ? null : now));
    };
    timer.current = setTimeout(() => void tell(), pauseMs);
  };
  return [typed ?? inForce ?? '', type] as const;
}
