/** What the page gets for the package `eventsource`, which is for programs without one: the browser's own. */
export const EventSource = globalThis.EventSource;
