/**
 * The columns of the list of calls, how each stands in a wide row, and where in a narrow row of two lines. What a row
 * has no room for is left to the call itself.
 */
export const callColumns = [
  { id: 'time', label: 'Time', wide: '', narrow: 'order-6' },
  { id: 'role', label: 'Role', wide: '', narrow: 'order-1' },
  { id: 'model', label: 'Model', wide: 'font-mono text-xs', narrow: 'order-2 flex-1 font-mono text-xs' },
  { id: 'status', label: 'Status', wide: '', narrow: 'order-5' },
  { id: 'in', label: 'Tokens in', wide: 'text-right', narrow: 'order-7 ml-auto' },
  { id: 'out', label: 'Tokens out', wide: 'text-right', narrow: 'hidden' },
  { id: 'cost', label: 'Cost', wide: 'text-right', narrow: 'order-3 text-ink' },
  { id: 'duration', label: 'Duration', wide: 'text-right', narrow: 'hidden' },
  { id: 'first', label: 'First token', wide: 'text-right hidden @5xl:block', narrow: 'hidden' },
  { id: 'question', label: 'Question', wide: 'hidden @5xl:block', narrow: 'hidden' },
  { id: 'user', label: 'User', wide: 'hidden @7xl:block', narrow: 'hidden' },
] as const;

const wideGrid =
  'grid gap-x-3 grid-cols-[6.5rem_7.5rem_minmax(0,1fr)_6rem_5rem_5rem_5rem_4.5rem] @5xl:grid-cols-[6.5rem_7.5rem_minmax(9rem,1fr)_6rem_4.5rem_4.5rem_5rem_4.5rem_4.5rem_minmax(10rem,1.6fr)] @7xl:grid-cols-[6.5rem_7.5rem_minmax(10rem,1fr)_6rem_5rem_5rem_5.5rem_5rem_5rem_minmax(12rem,1.8fr)_7rem]';
const narrowGrid = 'flex flex-wrap content-center gap-x-3 gap-y-0.5';

export const callGrid = (isNarrow: boolean) => (isNarrow ? narrowGrid : wideGrid);
