/** What types of calls are called where people read. */
export const callTypeNames: Record<string, string> = {
  CHAT: 'Speaks',
  TOOL_USE: 'Works',
  EMBEDDING: 'Embeds',
};
