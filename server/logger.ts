import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';

/** Fields that could hold a secret are never written, whatever object they come in. */
const redact = ['*.authorization', '*.apiKey', '*.api_key', '*.headers.authorization', '*.headers.cookie'];

interface Line {
  msg?: string;
  runId?: string;
  status?: string;
  calls?: number;
  tokens?: number;
  costNanoUsd?: number;
  ms?: number;
  incidentId?: string;
}

/** One readable line per run and per call on a terminal; JSON, a line per entry, everywhere else. */
export function createLogger(level: string, isTerminal: boolean): Logger {
  if (!isTerminal) return pino({ level, redact, base: undefined });
  const stream = pretty({
    colorize: true,
    ignore: 'pid,hostname,runId,callId,status,calls,tokens,costNanoUsd,ms,code,incidentId,path',
    translateTime: 'SYS:HH:MM:ss',
    messageFormat: (line) => readable(line as Line),
  });
  return pino({ level, redact, base: undefined }, stream);
}

function readable(line: Line): string {
  const facts = [
    line.status,
    line.calls === undefined ? undefined : `${line.calls} ${line.calls === 1 ? 'call' : 'calls'}`,
    line.tokens === undefined ? undefined : `${formatCount(line.tokens)} tokens`,
    line.costNanoUsd === undefined ? undefined : formatUsd(line.costNanoUsd),
    line.ms === undefined ? undefined : formatDuration(line.ms),
    line.incidentId === undefined ? undefined : `incident ${line.incidentId}`,
  ].filter((fact) => fact !== undefined);
  const subject = line.runId ? `${line.msg} ${line.runId.slice(0, 8)}` : (line.msg ?? '');
  return facts.length > 0 ? `${subject}: ${facts.join(', ')}` : subject;
}
