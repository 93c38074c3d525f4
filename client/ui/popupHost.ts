/**
 * Where a popup is drawn: inside the modal dialog of its button, since everything outside is dead; else at the end of the
 * part of the page that the button is in, so that who reads by landmarks finds it there.
 */
export const popupHost = (anchor: Element): HTMLElement =>
  anchor.closest<HTMLElement>('dialog, main, aside, header') ?? document.body;
