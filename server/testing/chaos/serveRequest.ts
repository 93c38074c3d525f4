import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerWhole, errorBody } from './answerEarly.ts';
import { type AnswerOptions, answerRequest } from './answerRequest.ts';
import { type ChatRequest, readChatRequest } from './chatRequest.ts';
import type { FaultChooser } from './chooseFaults.ts';
import type { Exchange } from './exchange.ts';
import { type FaultSet, faultSet } from './faultSet.ts';
import type { Gates } from './gates.ts';
import { readBody } from './readBody.ts';
import type { Witness } from './witness.ts';
import type { WitnessEnd } from './witnessLine.ts';

interface ServeParts extends AnswerOptions {
  chooser: FaultChooser;
  gates: Gates;
  witness: Witness;
  refuse: Exchange['refuse'];
  /** Aborts when the upstream closes. */
  closing: AbortSignal;
}

/** Serves one request from its first byte to its end line in the witness. Never rejects for what a client does. */
export async function serveRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: ServeParts,
): Promise<void> {
  const body = await readBody(incoming);
  const request = readChatRequest(incoming, body ?? Buffer.alloc(0));
  const { faults, mistake } = chosen(parts.chooser, request);
  const entry = parts.witness.open(request, mistake ?? faults.source);
  const leaving = new AbortController();
  response.once('close', () => {
    if (entry.line.ended !== null || response.writableFinished) return;
    if (!parts.closing.aborted) entry.clientClosed();
    leaving.abort();
  });
  const signal = AbortSignal.any([leaving.signal, parts.closing]);
  const hold = parts.gates.holdFor(request);
  const exchange: Exchange = { request, response, faults, entry, hold, signal, refuse: parts.refuse };
  if (body === null || response.destroyed) {
    if (!parts.closing.aborted) entry.clientClosed();
    leaving.abort();
  }
  const ended = body === null ? leftBy(parts.closing) : await answered(exchange, parts, mistake);
  entry.end(ended);
  if (ended === 'chaos-closed') response.destroy();
}

async function answered(exchange: Exchange, parts: ServeParts, mistake: string | null): Promise<WitnessEnd> {
  try {
    if (mistake === null) return await answerRequest(exchange, parts);
    return await answerMistake(exchange, mistake);
  } catch (error) {
    if (exchange.signal.aborted) return leftBy(parts.closing);
    // an impossible status or header, asked for by a marker in a text: the upstream has to outlive it
    if (error instanceof Error && !exchange.response.headersSent)
      return answerMistake(exchange, error.message);
    throw error;
  }
}

function leftBy(closing: AbortSignal): WitnessEnd {
  return closing.aborted ? 'chaos-closed' : 'client-closed';
}

/** A fault that cannot be read is refused aloud: taken for none, it would make a test pass that tests nothing. */
function answerMistake(exchange: Exchange, mistake: string): Promise<WitnessEnd> {
  return answerWhole(
    exchange,
    400,
    { 'content-type': 'application/json' },
    errorBody(mistake, 'chaos_syntax'),
  );
}

function chosen(chooser: FaultChooser, request: ChatRequest): { faults: FaultSet; mistake: string | null } {
  try {
    return { faults: faultSet(chooser.choose(request)), mistake: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { faults: faultSet([]), mistake: error.message };
  }
}
