/** The JSON value in a model's text: the text itself, a code fence, or what stands between the outermost braces. */
export function jsonInText(text: string): unknown {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(text)?.[1];
  const braced = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  for (const candidate of [text, fenced, braced]) {
    try {
      if (candidate) return JSON.parse(candidate);
    } catch {
      // the next reading may fit
    }
  }
  return undefined;
}
