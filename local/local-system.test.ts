import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** The addresses of all files that a process loads which imports the system. */
function filesOfStart(): string {
  const script = `
    import { registerHooks } from "node:module";
    const log = (url) => process.stdout.write(url + "\\n");
    registerHooks({ load: (url, context, next) => (log(url), next(url, context)) });
    await import(${JSON.stringify(new URL("./local-system.ts", import.meta.url))});`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}

it("loads no language detector at its start: 90 MB that only the thread which prepares profiles needs", () => {
  const files = filesOfStart();
  expect(files).toContain("lib/compose/preparing-thread.ts");
  expect(files).not.toMatch(/\/eld\/|detect-languages/);
});
