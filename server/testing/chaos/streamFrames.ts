import type { AnswerFrame } from './answerFrame.ts';
import type { ChaosReply } from './chaosReply.ts';
import { choice, completionChunk } from './completionChunk.ts';
import type { FaultSet } from './faultSet.ts';
import { lateError } from './lateError.ts';

interface Piece {
  delta: unknown;
  text: string;
}

/** A reply as server-sent events: a role chunk, a chunk a piece, the finish, the usage, `[DONE]`, each under its faults. */
export function* streamFrames(reply: ChaosReply, faults: FaultSet): Generator<AnswerFrame> {
  const event = eventWriter(faults);
  const send = (delta: unknown): string => completionChunk(reply, [choice(delta)]);
  yield { bytes: event(send({ role: 'assistant', content: '' })), text: '', place: 'opening' };

  const breaks = wrongEvents(reply, faults);
  let sent = 0;
  for (const piece of disordered(piecesOf(reply), faults)) {
    for (const wrong of breaks.at(sent)) yield { bytes: event(wrong), text: '', place: 'opening' };
    if (breaks.isOver()) return;
    yield { bytes: event(send(piece.delta)), text: piece.text, place: 'piece' };
    sent += 1;
  }
  for (const wrong of breaks.at(Number.POSITIVE_INFINITY))
    yield { bytes: event(wrong), text: '', place: 'opening' };
  if (breaks.isOver()) return;

  const closing = (data: string): AnswerFrame => ({ bytes: event(data), text: '', place: 'closing' });
  if (reply.finishReason !== null) yield closing(completionChunk(reply, [choice({}, reply.finishReason)]));
  if (reply.usage !== null) {
    yield { ...closing(completionChunk(reply, [], reply.usage)), usage: reply.usage };
  }
  if (!faults.has('nodone')) yield closing('[DONE]');
}

/** Text pieces, then each tool call: its name first, its arguments in fragments. */
function* piecesOf(reply: ChaosReply): Generator<Piece> {
  for (const text of reply.pieces) yield { delta: { content: text }, text };
  for (const [index, call] of reply.toolCalls.entries()) {
    const opening = { index, id: `call_${reply.id.slice(-12)}_${index}`, type: 'function' };
    yield { delta: { tool_calls: [{ ...opening, function: { name: call.name, arguments: '' } }] }, text: '' };
    for (const fragment of call.arguments.match(/.{1,8}/gsu) ?? []) {
      yield { delta: { tool_calls: [{ index, function: { arguments: fragment } }] }, text: '' };
    }
  }
}

/** `dupchunk` sends the piece at its place twice, `reorder` swaps it with the next; places count from 1. */
function* disordered(pieces: Iterable<Piece>, faults: FaultSet): Generator<Piece> {
  const twice = faults.has('dupchunk') ? faults.number('dupchunk', 'at', 1) : 0;
  const swapped = faults.has('reorder') ? faults.number('reorder', 'at', 1) : 0;
  let held: Piece | null = null;
  let place = 0;
  for (const piece of pieces) {
    place += 1;
    if (place === swapped) {
      held = piece;
      continue;
    }
    yield piece;
    if (place === twice) yield piece;
    if (held !== null) yield held;
    held = null;
  }
  if (held !== null) yield held;
}

/** The events that do not belong there, each due once its number of pieces is out. */
function wrongEvents(reply: ChaosReply, faults: FaultSet): { at(sent: number): string[]; isOver(): boolean } {
  const whole = completionChunk(reply, [choice({ content: '' })]);
  const due: { name: 'badjson' | 'twojson' | 'odd' | 'errobj'; events: string[] }[] = [
    { name: 'badjson', events: [whole.slice(0, whole.length - 20)] },
    { name: 'twojson', events: [`${whole}${whole}`] },
    { name: 'odd', events: oddChunks(reply) },
    { name: 'errobj', events: [lateError(faults)] },
  ];
  let waiting = due.filter(({ name }) => faults.has(name));
  return {
    at(sent) {
      const now = waiting.filter(({ name }) => faults.number(name, 'at', 3) <= sent || sent === Infinity);
      waiting = waiting.filter((entry) => !now.includes(entry));
      return now.flatMap(({ events }) => events);
    },
    isOver: () => faults.has('errobj') && waiting.every(({ name }) => name !== 'errobj'),
  };
}

/** Chunks that providers really send and that say nothing. */
function oddChunks(reply: ChaosReply): string[] {
  return [
    completionChunk(reply, [choice({ content: '' })]),
    completionChunk(reply, [choice({ content: null })]),
    completionChunk(reply, [choice(null)]),
    completionChunk(reply, [{ index: 0, finish_reason: null }]),
    completionChunk(reply, [choice({ role: 'assistant' })]),
    completionChunk(reply, []),
  ];
}

/** Puts data into an event, with the line ends, comments and byte order mark that the faults ask for. */
function eventWriter(faults: FaultSet): (data: string) => Buffer {
  const lineEnd = faults.has('crlf') ? '\r\n' : faults.has('cr') ? '\r' : '\n';
  const comment = faults.has('comments')
    ? `: chaos${lineEnd}:${lineEnd}id: 7${lineEnd}retry: 1000${lineEnd}`
    : '';
  let mark = faults.has('bom') ? '\ufeff' : '';
  return (data) => {
    const bytes = Buffer.from(`${mark}${comment}data: ${data}${lineEnd}${lineEnd}`);
    mark = '';
    return bytes;
  };
}
