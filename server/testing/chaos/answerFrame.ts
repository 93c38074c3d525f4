/** A part of an answer that goes out in one write, unless a fault splits it. */
export interface AnswerFrame {
  bytes: Buffer;
  /** The visible text it completes. */
  text: string;
  /** The usage it carries, as JSON that may be invalid. */
  usage?: string | null;
  /** Faults at a place count the pieces; those whose place never comes strike before the first closing frame. */
  place: 'opening' | 'piece' | 'closing';
}
