// Server-sent events, read by hand: an EventSource can only listen to kinds that it knows beforehand.
export interface StreamLine {
  id: string;
  kind: string;
  data: string;
}

export class LineReader {
  private rest = "";

  // Returns the complete messages in what has arrived; a comment line counts only as a sign of life.
  push(text: string): StreamLine[] {
    const blocks = (this.rest + text).replace(/\r\n/g, "\n").split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(readBlock).filter((line): line is StreamLine => line !== null);
  }
}

function readBlock(block: string): StreamLine | null {
  const line: StreamLine = { id: "", kind: "", data: "" };
  for (const row of block.split("\n")) {
    const colon = row.indexOf(":");
    if (colon <= 0) continue;
    const value = row.slice(colon + 1).replace(/^ /, "");
    if (row.startsWith("id:")) line.id = value;
    if (row.startsWith("event:")) line.kind = value;
    if (row.startsWith("data:")) line.data += value;
  }
  return line.kind ? line : null;
}
