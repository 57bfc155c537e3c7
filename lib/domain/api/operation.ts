import { z } from "zod";
import { type FieldPath, type FlatParameters, flatParameters } from "./flat-parameters.ts";
import { type InputShape, inputShape } from "./input-shape.ts";
import type { Role } from "./roles.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * The deployables behind the HTTP API, split by what their callers may do: each has its own rights in the cloud. `open`
 * answers anybody, the others only callers with a key.
 */
export const HTTP_FUNCTIONS = ["search-creators", "erase-creator", "manage", "mcp", "open"] as const;
export type HttpFunction = (typeof HTTP_FUNCTIONS)[number];

interface Description<I, A extends z.ZodType> {
  readonly id: string;
  /**
   * Method and template, as API Gateway and OpenAPI write it: `GET /creators/{id}`. A route with an `{id}` may answer
   * 404.
   */
  readonly route: `${Method} /${string}`;
  /** The lowest role that may call it; null: anybody, without a key. */
  readonly role: Role | null;
  /** Whether only the platform's own keys with that role may call it, whatever roles a tenant's keys have. */
  readonly isPlatforms?: boolean;
  readonly summary: string;
  readonly description: string;
  /**
   * The whole input: parts of the path, the query and the body in one object. POST and PUT take all fields outside the
   * path as a body. If left out, it takes nothing.
   */
  readonly input?: z.ZodType<I>;
  /** Flat query parameters, each with its path in the input. If left out, each field has its own name. */
  readonly query?: Readonly<Record<string, FieldPath>>;
  /** 200 if left out. */
  readonly status?: number;
  readonly answer: A;
  /** Example of the input, as a body or as query and path parameters. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Units that a request takes from its caller's quotas (`plans.ts`); 1 if left out. */
  readonly cost?: (input: I) => number;
  /** Whether an answer is a page of results. A key may read a limited number of pages a day. */
  readonly isPage?: boolean;
  /** Number of pages that a request counts as, for a request that delivers more than its answer holds. */
  readonly pages?: (input: I) => number;
  /**
   * Whether a write can be repeated under an Idempotency-Key to get its first answer again. Only if that answer holds
   * ids, states and times and nothing personal, since it is stored for a day.
   */
  readonly replays?: boolean;
  /** Statuses of problems, beyond those that every operation can have. */
  readonly problems?: readonly number[];
}

/** One route of the HTTP API. The handler, the local server, the command line and the OpenAPI document all use it. */
export interface Operation<I = unknown, A extends z.ZodType = z.ZodType>
  extends Required<Omit<Description<I, A>, "query" | "cost" | "pages">> {
  /** The deployable that runs it: `functions/<stem>.lambda.ts`. */
  readonly function: HttpFunction;
  readonly method: Method;
  readonly path: string;
  readonly takesBody: boolean;
  cost(input: I): number;
  pages(input: I): number;
  /** Whether its answer says where the next records begin. */
  readonly isListing: boolean;
  /** Its id in the form that the audit uses for acts: `erase-creator` for `eraseCreator`. */
  readonly act: string;
  readonly query: FlatParameters;
  readonly shape: InputShape;
  /** Names in the path's braces, in order. */
  readonly pathNames: readonly string[];
}

/** Makes the operations of one deployable. */
export const operationsOf =
  (deployable: HttpFunction) =>
  <I, A extends z.ZodType>(description: Description<I, A>): Operation<I, A> => {
    const { id, route, input = z.strictObject({}) as z.ZodType<I>, isPage = false } = description;
    const [method, path] = route.split(" ") as [Method, string];
    const pathNames = [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => match[1] ?? []);
    const shape = inputShape(input);
    const fields = shape.namesAt([]).filter((name) => !pathNames.includes(name));
    const takesBody = fields.length > 0 && (method === "POST" || method === "PUT");
    const { answer } = description;
    const ownNames = Object.fromEntries(fields.map((name) => [name, [name] as const]));
    return {
      ...{ isPlatforms: false, replays: false, status: 200, example: {}, ...description, isPage },
      ...{ function: deployable, method, path, pathNames, input, shape, takesBody },
      act: id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      isListing: answer instanceof z.ZodObject && "next_cursor" in answer.shape,
      cost: description.cost ?? (() => 1),
      pages: description.pages ?? (() => (isPage ? 1 : 0)),
      query: flatParameters(shape, description.query ?? (takesBody ? {} : ownNames)),
      problems: [...(description.problems ?? []), ...(pathNames.includes("id") ? [404] : [])],
    };
  };

/** The parsed input of an operation. */
export type InputOf<O> = O extends Operation<infer I, z.ZodType> ? I : never;
