import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallFilters } from '../calls/callFilters.ts';

/** Words that lead to the calls they speak of. */
export const RowsLink = ({ calls, children }: { calls: CallFilters; children: ReactNode }) => (
  <Link
    to="/calls"
    search={calls}
    className="inline-block py-1 underline decoration-line underline-offset-2 hover:text-ink"
  >
    {children}
  </Link>
);
