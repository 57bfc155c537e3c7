/** A reason quotes the words that it found; each quotation is marked. */
export function Marked({ text }: { readonly text: string }) {
  const parts = text.split(/('[^']+')/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <mark key={`${index}${part}`}>{part.slice(1, -1)}</mark> : part,
      )}
    </>
  );
}
