/** Of the field that searches conversations; the key `/` brings the focus there. */
export const sessionSearchId = 'session-search';
