import { signal } from "@preact/signals";
import { type Failure, failureFrom } from "../api.ts";

/** What a person does on one page: whether an action is under way, and why the last one failed. */
export function acting() {
  const refused = signal<Failure | null>(null);
  const isBusy = signal(false);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    refused.value = null;
    isBusy.value = true;
    await work().catch((error: unknown) => {
      refused.value = failureFrom(error);
    });
    isBusy.value = false;
  };
  return { refused, isBusy, act };
}

export type Acting = ReturnType<typeof acting>;
