/** Who may call: anyone who reaches the address, a member of the company, or an owner. */
type Who = 'anyone' | 'member' | 'owner';

/** Which id of the input is guarded: the caller must be allowed to see what it names. */
type Guarded = 'nothing' | 'company' | 'run' | 'runs' | 'call';

/** What every procedure and every route declares; without one it does not compile. */
export interface Policy {
  who: Who;
  guards: Guarded;
}

/** Who is calling. While `AUTH=off` everyone on the loopback is the owner of everything. */
export interface Identity {
  userId: string;
  isOwner: boolean;
  /** Ids of the companies this caller belongs to, or all of them. */
  companies: ReadonlySet<string> | 'all';
}
