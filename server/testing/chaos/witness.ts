import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ChatRequest } from './chatRequest.ts';
import { monotonicMs, startLine, type WitnessEnd, type WitnessLine } from './witnessLine.ts';

/** The open account of one request. */
export interface WitnessEntry {
  readonly line: Readonly<WitnessLine>;
  answered(status: number): void;
  wrote(bytes: number, text: string): void;
  /** Usage as it went out: kept parsed when it is JSON, else as text. */
  usage(usage: string): void;
  clientClosed(): void;
  end(ended: WitnessEnd): void;
}

export interface Witness {
  open(request: ChatRequest, fault: string): WitnessEntry;
  /** The latest 20,000 lines, oldest first; the file has them all. */
  lines(): WitnessLine[];
  openCount(): number;
  maxConcurrent(): number;
  reset(): void;
  close(): void;
}

const keptLines = 20_000;
const keptChunks = 500;
const keptText = 200_000;

/** Opens the witness; `onLine` runs after every line that has been written. */
export function openWitness(file: string | undefined, onLine: () => void): Witness {
  const descriptor = file === undefined ? null : openSync(file, 'a');
  let lines: WitnessLine[] = [];
  let seq = 0;
  let openCount = 0;
  let maxConcurrent = 0;

  const write = (line: WitnessLine): void => {
    if (descriptor !== null) writeSync(descriptor, `${JSON.stringify(line)}\n`);
    lines.push(line);
    if (lines.length > keptLines * 1.1) lines = lines.slice(-keptLines);
    onLine();
  };

  return {
    open(request, fault) {
      seq += 1;
      openCount += 1;
      maxConcurrent = Math.max(maxConcurrent, openCount);
      const line = startLine(request, fault, seq, openCount);
      write({ ...line, chunks: [] });
      return entryOf(line, (ended) => {
        openCount -= 1;
        write(ended);
      });
    },
    lines: () => [...lines],
    openCount: () => openCount,
    maxConcurrent: () => maxConcurrent,
    reset() {
      lines = [];
      maxConcurrent = openCount;
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
    },
  };
}

function entryOf(line: WitnessLine, onEnd: (line: WitnessLine) => void): WitnessEntry {
  const textHash = createHash('sha256');
  const text: string[] = [];
  let textLength = 0;
  return {
    line,
    answered(status) {
      line.status = status;
    },
    wrote(bytes, piece) {
      line.sent_bytes += bytes;
      if (line.chunks.length < keptChunks) line.chunks.push({ t: monotonicMs() - line.t_mono, bytes });
      textHash.update(piece);
      if (textLength < keptText) text.push(piece);
      textLength += piece.length;
    },
    usage(usage) {
      line.usage_sent = parsedOrText(usage);
    },
    clientClosed() {
      line.client_closed_at ??= monotonicMs();
    },
    end(ended) {
      if (line.ended !== null) return;
      line.phase = 'end';
      line.ended = ended;
      line.ended_mono = monotonicMs();
      line.text_sent = text.join('').slice(0, keptText);
      line.text_sha256 = textHash.digest('hex');
      onEnd(line);
    },
  };
}

function parsedOrText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
