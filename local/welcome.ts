import type { LocalSystem } from "./local-system.ts";

/** What a person wants to know when the system is up: where it is, what it is made of, and how to ask it. */
export function welcome({ url, devKey, parts }: Pick<LocalSystem, "url" | "devKey" | "parts">): string {
  const width = Math.max(...Object.keys(parts).map((name) => name.length));
  const key = `-H 'x-api-key: ${devKey}'`;
  const creators = `curl -s ${key} '${url}/search?q=fitness+coaches+in+Germany+with+10k-500k+followers&limit=3'`;
  const browse = `curl -s ${key} '${url}/search?sort=followers&platforms=youtube&limit=3'`;
  const dictionary = `curl -s ${key} '${url}/dictionaries/countries'`;
  return [
    `InCreator is up. Open ${url}`,
    `Development key: ${devKey}`,
    "",
    ...Object.entries(parts).map(([name, part]) => `  ${name.padEnd(width)}  ${part}`),
    "",
    "Try:",
    `  ${creators}`,
    `  ${browse}`,
    `  ${dictionary}`,
    "",
    "",
  ].join("\n");
}
