import { signal } from "@preact/signals";
import { requestPath } from "./state.ts";

const copied = signal<string | null>(null);

async function copy(what: string, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  copied.value = what;
  setTimeout(() => {
    copied.value = null;
  }, 2_000);
}

/** The command that asks the same; the key stays out of it. */
export const asCurl = (origin: string, path: string): string =>
  `curl -s -H "x-api-key: $INCREATOR_KEY" '${origin}${path.replaceAll("'", "%27")}'`;

/** This view as a link, and as a command. */
export function Share() {
  return (
    <>
      <button type="button" onClick={() => void copy("link", location.href)}>
        {copied.value === "link" ? "Copied" : "Copy link"}
      </button>
      <button type="button" onClick={() => void copy("curl", asCurl(location.origin, requestPath.value))}>
        {copied.value === "curl" ? "Copied" : "Copy as curl"}
      </button>
    </>
  );
}
