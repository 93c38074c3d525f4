import { type Fields, fieldsOf, isFields, textOf } from './looseJson.ts';
import type { ToolCall } from './modelCall.ts';

/** Puts the tool calls of one answer together from their pieces: by index, else by id, else onto the last one. */
export function toolCallReader() {
  const calls: { index: number | null; id: string; name: string; pieces: string[] }[] = [];

  function find(index: number | null, id: string, name: string) {
    if (index !== null) {
      const call = calls.findLast((known) => known.index === index);
      // some providers number every parallel call 0: a new id with a new name is a new call
      return call?.id && id && id !== call.id && name ? undefined : call;
    }
    if (id) return calls.find((known) => known.id === id);
    return name && calls.at(-1)?.name ? undefined : calls.at(-1);
  }

  return {
    push(delta: Fields): void {
      const index = typeof delta.index === 'number' ? delta.index : null;
      const id = textOf(delta.id);
      const { name, arguments: piece } = fieldsOf(delta.function);
      let call = find(index, id, textOf(name));
      if (!call) {
        call = { index, id, name: '', pieces: [] };
        calls.push(call);
      }
      // later pieces may carry an empty id
      call.id ||= id;
      call.name ||= textOf(name);
      call.pieces.push(isFields(piece) ? JSON.stringify(piece) : textOf(piece));
    },
    any: () => calls.length > 0,
    list: (): ToolCall[] =>
      calls.map(({ id, name, pieces }, position) => ({
        id: id || `call_${position + 1}`,
        name,
        arguments: pieces.join(''),
      })),
  };
}
