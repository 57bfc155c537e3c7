import { effect, signal } from "@preact/signals";

/** Why a request has no answer, in terms that a screen can act on. */
export interface Failure {
  readonly kind: "offline" | "signed-out" | "forbidden" | "limited" | "refused" | "failed";
  /** What to tell the person. */
  readonly message: string;
  /** The refused fields, each with its reason. */
  readonly details: readonly string[];
  /** Seconds after which to try again; null if unknown. */
  readonly retryAfter: number | null;
  readonly requestId: string | null;
}

class RequestFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The key or token for requests. It is never part of an address and never leaves this tab. */
export const key = signal<string | null>(null);
/** On the owner's own machine: the key for what concerns all tenants, which no tenant's key may see. */
const platformKey = signal<string | null>(null);
const PLATFORMS_OWN = "/system/";

/** A pasted key survives a reload of the tab and nothing more, since sessionStorage belongs to the tab. */
const KEPT = "increator-key";

/** On the machine that runs the system the page gets the development key. Elsewhere a person pastes a key. */
export async function signIn(): Promise<void> {
  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    key.value = kept;
    return;
  }
  const response = await fetch("/console/session").catch(() => null);
  if (!response?.ok) return;
  const keys = (await response.json()) as { key: string | null; platform_key?: string };
  platformKey.value = keys.platform_key ?? null;
  key.value = keys.key;
}

export function keepKey(text: string): void {
  sessionStorage.setItem(KEPT, text);
  key.value = text;
}

export function signOut(): void {
  sessionStorage.removeItem(KEPT);
  platformKey.value = null;
  key.value = null;
}

/** Whether the browser reports a network. */
export const isOnline = signal(navigator.onLine);
addEventListener("online", () => {
  isOnline.value = true;
});
addEventListener("offline", () => {
  isOnline.value = false;
});

export interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Sends an Idempotency-Key, which only some operations accept. */
  readonly replays?: boolean;
}

/**
 * Calls the API.
 * @throws RequestFailed with what to tell; an AbortError when the caller cancelled the request.
 */
export async function ask<T>(
  path: string,
  { method = "GET", body, signal, replays = false }: Request = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  Object.assign(headers, credentials(path));
  if (body !== undefined) headers["content-type"] = "application/json";
  if (replays) headers["idempotency-key"] = crypto.randomUUID();
  const response = await fetch(path, {
    method,
    headers,
    credentials: "omit",
    cache: "no-store",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new RequestFailed(unreachable());
  });
  if (!response.ok) throw new RequestFailed(await failureOf(response));
  return (await response.json()) as T;
}

/** API keys begin with `ick_`. Anything else is a token of the organisation's own sign-in. */
function credentials(path: string): Record<string, string> {
  const own = path.startsWith(PLATFORMS_OWN) ? (platformKey.value ?? key.value) : key.value;
  if (own === null) return {};
  return own.startsWith("ick_") ? { "x-api-key": own } : { authorization: `Bearer ${own}` };
}

const unreachable = (): Failure => ({
  kind: "offline",
  message: isOnline.value ? "The server does not answer. Is it running?" : "You are offline.",
  details: [],
  retryAfter: null,
  requestId: null,
});

/** RFC 9457 problem details, the form of every refusal of the API. */
interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly errors?: readonly { readonly detail: string }[];
}

async function failureOf(response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const retryAfter = Number(response.headers.get("retry-after"));
  const kind = KINDS[response.status] ?? (response.status >= 500 ? "failed" : "refused");
  if (kind === "signed-out") signOut();
  return {
    kind,
    message: problem.detail ?? problem.title ?? `The server answered ${response.status}.`,
    details: problem.errors?.map(({ detail }) => detail) ?? [],
    retryAfter: retryAfter > 0 ? retryAfter : null,
    requestId: problem.request_id ?? response.headers.get("x-request-id"),
  };
}

const KINDS: Readonly<Record<number, Failure["kind"]>> = {
  401: "signed-out",
  403: "forbidden",
  429: "limited",
};

interface Caller {
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly operations: readonly string[];
}

/** The owner of the key; null until known. */
export const caller = signal<Caller | null>(null);
effect(() => {
  caller.value = null;
  const asked = key.value;
  if (asked === null) return;
  void ask<{ data: Caller }>("/caller").then(
    ({ data }) => {
      if (key.peek() === asked) caller.value = data;
    },
    () => undefined,
  );
});

/** Operations of the platform, which a separate key can call on the owner's machine. */
const PLATFORMS_OPERATIONS = [
  "listQueues",
  "listJobs",
  "showCrawl",
  "checkSystem",
  "showRunbook",
  "runRunbook",
];

/** Whether this key may call an operation. The console does not offer what the key may not do. */
export const may = (operation: string): boolean =>
  (platformKey.value !== null && PLATFORMS_OPERATIONS.includes(operation)) ||
  (caller.value?.operations.includes(operation) ?? false);

/** An answer that is requested again when its inputs change. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
}

const NOTHING: Loaded<never> = { value: null, failure: null, isLoading: false };

/**
 * Asks again whenever the path changes, and cancels the earlier request. The last answer stays until the next one
 * arrives. A null path asks nothing. With `everyMs` it also asks at that interval while `moves` is true of the answer.
 */
export function loadedFrom<T>(
  path: () => string | null,
  everyMs: number | null = null,
  moves: (value: T) => boolean = () => true,
) {
  const state = signal<Loaded<T>>(NOTHING);
  const asked = signal(0);
  effect(() => {
    const wanted = path();
    asked.value;
    if (wanted === null || key.value === null) {
      state.value = NOTHING;
      return;
    }
    const controller = new AbortController();
    state.value = { ...state.peek(), isLoading: true };
    ask<T>(wanted, { signal: controller.signal })
      .then((value) => {
        if (!controller.signal.aborted) state.value = { value, failure: null, isLoading: false };
      })
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        state.value = { value: null, failure: failureFrom(error), isLoading: false };
      });
    return () => controller.abort();
  });
  // Asks again for answers that change by themselves, while the page is visible.
  if (everyMs !== null)
    setInterval(() => {
      const { value } = state.peek();
      if (!document.hidden && isOnline.peek() && value !== null && moves(value)) asked.value += 1;
    }, everyMs);
  return {
    state,
    again: () => {
      asked.value += 1;
    },
  };
}

export const failureFrom = (error: unknown): Failure =>
  error instanceof RequestFailed
    ? error.failure
    : { kind: "failed", message: String(error), details: [], retryAfter: null, requestId: null };
