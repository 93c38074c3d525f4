import { type ReactNode, useMemo, useState } from 'react';
import { type Lit, LitContext } from './LitContext.ts';
import { type ShownSource, ShownSourceContext } from './ShownSourceContext.ts';

/** Where the reader is in the answers of a conversation. Only what asks for it is drawn again when that changes. */
export function ReadingProvider({ children }: { children: ReactNode }) {
  const [lit, setLit] = useState<Lit | null>(null);
  const [shownSource, showSource] = useState<ShownSource | null>(null);
  const litState = useMemo(() => ({ lit, setLit }), [lit]);
  const sourceState = useMemo(() => ({ shownSource, showSource }), [shownSource]);
  return (
    <LitContext value={litState}>
      <ShownSourceContext value={sourceState}>{children}</ShownSourceContext>
    </LitContext>
  );
}
