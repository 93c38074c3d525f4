/** What everything that floats over the page looks like: menus, popovers, lists of a combobox. */
export const popupLook =
  'z-50 rounded-lg border border-line bg-surface text-ink shadow-lg outline-none max-w-[calc(100vw-1rem)] max-h-(--available-height) overflow-y-auto';
