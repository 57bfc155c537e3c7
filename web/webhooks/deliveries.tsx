import { deliveryStatus, go } from "../address.ts";
import type { Acting } from "../parts/acting.ts";
import { Choice } from "../parts/choice.tsx";
import { Section, Table } from "../parts/section.tsx";
import { ago, fullCount, inWords, minuteOf } from "../words.ts";
import { DELIVERY_STATUSES, type DeliveryView, deliveries, EVENTS, redeliver } from "./state.ts";

interface Props {
  readonly webhookId: string;
  readonly act: Acting["act"];
}

/** A webhook's deliveries of the last days. Failed ones can be sent again. */
export function Deliveries({ webhookId, act }: Props) {
  return (
    <>
      <Choice
        isInline
        label="Show"
        value={deliveryStatus.value ?? ""}
        choices={[
          ["", "all"],
          ...DELIVERY_STATUSES.map((one) => [one, one === "dead" ? "dead letters" : one] as const),
        ]}
        onChoose={(status) => go({ deliveries: status }, "replace")}
      />
      <Section title="Messages of the last 14 days" loaded={deliveries}>
        {({ data, next_cursor }) => (
          <>
            <Messages items={data} webhookId={webhookId} act={act} />
            {next_cursor !== null && <p class="small">The newest {fullCount(data.length)} are shown.</p>}
          </>
        )}
      </Section>
    </>
  );
}

const Messages = ({ items, webhookId, act }: Props & { readonly items: readonly DeliveryView[] }) => (
  <Table
    none="None."
    columns={["Told that", "When", "State", "Attempts", "Last answer", "Next attempt", "Again"]}
    rows={items.map((one) => ({
      id: one.id,
      cells: [
        EVENTS[one.type],
        <time key="when" dateTime={one.created_at} title={minuteOf(one.created_at)}>
          {ago(one.created_at)}
        </time>,
        one.status === "dead" ? <b class="alarm">dead letter</b> : one.status,
        fullCount(one.attempts),
        lastAnswer(one),
        one.next_at === null ? "" : ago(one.next_at),
        one.status !== "pending" && (
          <button key="again" type="button" onClick={() => void act(() => redeliver(webhookId, one.id))}>
            Send again
          </button>
        ),
      ],
    }))}
  />
);

/** The receiver's status, or why there is none. */
function lastAnswer({ last_status, last_failure }: DeliveryView): string {
  if (last_status !== null) return String(last_status);
  return last_failure === null ? "" : inWords(last_failure);
}
