import { useState } from "preact/hooks";

/** A request whose answer a view shows. */
export interface ShownRequest {
  readonly path: string;
  /** For a POST. */
  readonly body?: object;
}

const COPIED_MS = 2_000;

/** Quotes for a shell. Within single quotes only a single quote has a meaning. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command for the same request, without the key. */
function asCurl(origin: string, { path, body }: ShownRequest): string {
  const sent =
    body === undefined ? "" : ` -H 'content-type: application/json' -d ${quoted(JSON.stringify(body))}`;
  return `curl -s -H "x-api-key: $INCREATOR_KEY"${sent} ${quoted(origin + path)}`;
}

/** This view as a link, and as the commands that request its data. */
export function Share({ requests }: { readonly requests: readonly ShownRequest[] }) {
  const [copied, setCopied] = useState<"link" | "curl" | null>(null);
  const copy = async (what: "link" | "curl", text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
    setTimeout(() => setCopied(null), COPIED_MS);
  };
  const commands = () => requests.map((request) => asCurl(location.origin, request)).join("\n");
  return (
    <span class="share">
      <button type="button" onClick={() => void copy("link", location.href)}>
        {copied === "link" ? "Copied" : "Copy link"}
      </button>{" "}
      <button type="button" onClick={() => void copy("curl", commands())}>
        {copied === "curl" ? "Copied" : "Copy as curl"}
      </button>
    </span>
  );
}
