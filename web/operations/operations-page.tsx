import { page } from "../address.ts";
import { caller, loadedFrom, may } from "../api.ts";
import { Section } from "../parts/section.tsx";
import { Share } from "../parts/share.tsx";
import { Ingest } from "./ingest.tsx";
import { shownRequests } from "./on-page.ts";
import { Privacy } from "./privacy.tsx";
import { System } from "./system.tsx";

const health = loadedFrom<{ status: string; parts: string[] }>(() =>
  page.value === "operations" && !may("checkSystem") ? "/health" : null,
);

/** For the people who run the system. It shows only what the key may see. */
export function OperationsPage() {
  const roles = caller.value?.roles.map((role) => role.replaceAll("_", " ")).join(", ");
  return (
    <div class="operations">
      {roles && (
        <p class="small">
          Signed in as {roles} of <bdi>{caller.value?.tenant}</bdi>.
        </p>
      )}
      <Ingest />
      {may("checkSystem") ? (
        <System />
      ) : (
        <Section title="Health" loaded={health}>
          {({ status, parts }) => (
            <p>
              <b>{status}</b>: {parts.join(", ")} answer.
            </p>
          )}
        </Section>
      )}
      <Privacy />
      <Share requests={shownRequests()} />
    </div>
  );
}
