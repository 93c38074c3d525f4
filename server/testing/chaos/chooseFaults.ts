import { createHash } from 'node:crypto';
import { type ChaosFault, modelFault, parseFaults } from './chaosFault.ts';
import type { ChatRequest } from './chatRequest.ts';
import { countingMatcher, namesRole, type RequestMatch } from './requestMatch.ts';

/** A fault set from outside; `times` bounds how many of the meant requests get it. */
export interface ScriptEntry {
  match?: RequestMatch;
  fault: string;
  times?: number;
}

/** Probabilities of faults: `{ "p429": 0.05, "drop": 0.02, "stall,at=3,ms=500": 0.01 }`. */
export type ChaosProfile = Readonly<Record<string, number>>;

export interface FaultChooser {
  /**
   * The faults of one request. First that applies: header `x-chaos`, a marker `[[chaos:…]]`, the model's name, the
   * script, the seeded profile, none.
   * @throws SyntaxError for a fault that cannot be read.
   */
  choose(request: ChatRequest): ChaosFault[];
  script(entry: ScriptEntry): void;
  /** Forgets scripts and counters; the profile stays. */
  reset(): void;
}

const marker = /\[\[chaos:(.*?)\]\](?!\])/gs;

/** A text without its markers, so that no default answer repeats one. */
export function withoutMarkers(text: string): string {
  return text.replace(marker, '');
}

export function createFaultChooser(seed: string, profile: ChaosProfile = {}): FaultChooser {
  const uses = new Map<string, number>();
  let scripts: ((request: ChatRequest) => ChaosFault[] | null)[] = [];

  const nextUse = (key: string): number => {
    const use = (uses.get(key) ?? 0) + 1;
    uses.set(key, use);
    return use;
  };
  /** Leaves out the faults for other roles and those whose `times` are used up. */
  const applicable = (faults: ChaosFault[], request: ChatRequest): ChaosFault[] =>
    faults.filter((fault) => {
      if (!isFor(fault, request)) return false;
      const times = fault.options.get('times');
      return times === undefined || nextUse(fault.source) <= Number(times);
    });

  return {
    choose(request) {
      const header = request.headers['x-chaos'];
      if (header !== undefined) return applicable(parseFaults(String(header)), request);
      const marked = markedFaults(request);
      if (marked !== null) return applicable(marked, request);
      const named = modelFault(request.model);
      if (named !== null) return applicable(parseFaults(named), request);
      for (const scripted of scripts) {
        const faults = scripted(request);
        if (faults !== null) return applicable(faults, request);
      }
      if (request.path === '/v1/models') return [];
      return drawnFault(seed, profile, `${request.bodySha256}#${nextUse(request.bodySha256)}`);
    },
    script({ match = {}, fault, times = Number.POSITIVE_INFINITY }) {
      const faults = parseFaults(fault);
      const matches = countingMatcher(match);
      let left = times;
      scripts.push((request) => {
        if (left <= 0 || !matches(request)) return null;
        left -= 1;
        return faults;
      });
    },
    reset() {
      uses.clear();
      scripts = [];
    },
  };
}

function isFor(fault: ChaosFault, request: ChatRequest): boolean {
  const role = fault.options.get('role');
  return role === undefined || namesRole(role, request.role);
}

/** The first marker that means this request, in the user's last message or in a tool's output after it. */
function markedFaults(request: ChatRequest): ChaosFault[] | null {
  const start = request.messages.findLastIndex((message) => message.role === 'user');
  if (start < 0) return null;
  for (const { content } of request.messages.slice(start)) {
    for (const [, inside = ''] of content.matchAll(marker)) {
      const faults = parseFaults(inside).filter((fault) => isFor(fault, request));
      if (faults.length > 0) return faults;
    }
  }
  return null;
}

/** Draws by the request's own bytes, not by the order of arrival: the same run meets the same faults again. */
function drawnFault(seed: string, profile: ChaosProfile, request: string): ChaosFault[] {
  const digest = createHash('sha256').update(`${seed}\n${request}`).digest();
  let draw = digest.readUInt32BE(0) / 2 ** 32;
  for (const [name, probability] of Object.entries(profile)) {
    draw -= probability;
    if (draw < 0) return parseFaults(profileFault(name, 1 + (digest.readUInt32BE(4) % 20)));
  }
  return [];
}

/** `p429` is a status, `pDrop` is `drop`, and a fault that cuts comes at a drawn place unless it names one. */
function profileFault(name: string, at: number): string {
  const status = /^p?(\d{3})$/.exec(name)?.[1];
  if (status !== undefined) return `status,code=${status}`;
  const fault = name.replace(/^p([A-Z])/, (_, letter: string) => letter.toLowerCase());
  return /^(drop|fin|stall|badjson|errobj)$/.test(fault) ? `${fault},at=${at}` : fault;
}
