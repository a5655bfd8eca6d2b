// The words that scripts need come with the page, in the reader's language.
export function word(name: string): string {
  const source = document.querySelector<HTMLMetaElement>('meta[name="page-words"]')?.content ?? "{}";
  try {
    const words = JSON.parse(source) as Record<string, string>;
    return words[name] ?? name;
  } catch {
    return name;
  }
}
