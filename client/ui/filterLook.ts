/** What filters look like: dashed while they let everything pass. */
export const filterLook = {
  whole: (isSet: boolean) =>
    `inline-flex h-8 max-w-full items-center rounded-full border text-sm text-ink-soft ${isSet ? 'border-line bg-surface' : 'border-dashed border-line'}`,
  button: (isSet: boolean) =>
    `flex h-full min-w-0 items-center gap-1 rounded-full px-2.5 hover:text-ink ${isSet ? 'pr-1' : ''}`,
  remove: 'mr-1 grid size-6 shrink-0 place-items-center rounded-full hover:bg-raised hover:text-ink',
};
